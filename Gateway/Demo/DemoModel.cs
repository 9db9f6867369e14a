namespace Notifications.Demo;

/// <summary>All that the demo pages show.</summary>
internal sealed record DemoSnapshot(
    IReadOnlyList<DemoUser> Users, DemoIssue Issue, DemoPage Page, IReadOnlyDictionary<string, IReadOnlyList<DemoScenario>> Scenarios);

/// <summary>Somebody in the demo.</summary>
internal sealed record DemoUser(string Id, string Name);

/// <summary>The demo's issue.</summary>
internal sealed record DemoIssue(
    string Subject, string Key, string Summary, string Type, string Status, IReadOnlyList<string> Statuses, string Priority,
    string? Assignee, string Reporter, IReadOnlyList<string> Labels, string Description, IReadOnlyList<DemoComment> Comments);

/// <summary>The demo's page.</summary>
internal sealed record DemoPage(
    string Subject, string Id, string Title, DemoSpace Space, int Version, string Author, string UpdatedBy,
    DateTimeOffset Updated, IReadOnlyList<DemoBlock> Body, IReadOnlyList<string> Labels, IReadOnlyList<DemoComment> Comments);

/// <summary>A space.</summary>
internal sealed record DemoSpace(string Key, string Name);

/// <summary>A part of a page's text.</summary>
internal sealed record DemoBlock(string Kind, string? Text = null, IReadOnlyList<string>? Items = null, IReadOnlyList<IReadOnlyList<string>>? Rows = null);

/// <summary>A comment.</summary>
internal sealed record DemoComment(string Author, string Body, DateTimeOffset Time);

/// <summary>Something that the demo can make happen.</summary>
internal sealed record DemoScenario(string Id, string Label);

/// <summary>What the demo's panel asks for.</summary>
internal sealed record DemoEventRequest(string? Subject, string? Scenario, string? Actor, string? Value);

/// <summary>What was sent, and what the web hook endpoint answered.</summary>
internal sealed record DemoEventAnswer(string Method, string Path, int Status, double Milliseconds, IReadOnlyList<string> Types);
