namespace Notifications.Demo;

/// <summary>The text of the demo's page.</summary>
internal static class DemoPageText
{
    public static IReadOnlyList<DemoBlock> Body { get; } =
    [
        new("paragraph", "We release every Tuesday and Thursday. Nobody needs a permission to release; everybody needs a green build and a second pair of eyes."),
        new("heading", "Before you start"),
        new("list", Items:
        [
            "The build of the main branch is green, and has been for an hour.",
            "Nobody has put the release train on hold in the status channel.",
            "You have two hours without meetings: whoever releases also watches.",
        ]),
        new("heading", "The steps"),
        new("table", Rows:
        [
            ["Step", "Who", "How long"],
            ["Cut the release branch", "Releaser", "5 min"],
            ["Smoke tests on staging", "Releaser and reviewer", "20 min"],
            ["Roll out to 5 % of the traffic", "Releaser", "30 min"],
            ["Roll out to everybody", "Releaser", "15 min"],
        ]),
        new("heading", "When it goes wrong"),
        new("paragraph", "Roll back first and ask questions later. A rollback takes four minutes and needs no approval."),
    ];
}
