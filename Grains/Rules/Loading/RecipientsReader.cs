using Notifications.Rules.Notifying;
using Notifications.Users.Groups;

namespace Notifications.Rules.Loading;

/// <summary>Reads whom a rule notifies: roles, people and groups by name, and whom an expression gives.</summary>
internal static class RecipientsReader
{
    private const int MaxItems = 20;
    private const string DefaultReason = "expression";

    private static readonly IReadOnlyList<string> Words = ["viewers", .. RecipientRoles.Words];

    public static Recipients? Read(FileReading file, YamlNode node)
    {
        if (node is not YamlList { Items.Count: > 0 } list)
        {
            file.Report(node, "'to' must be a list of viewers, of roles such as assignee, of { users: […] }, { groups: […] } or { expression: … }.");
            return null;
        }

        if (list.Items.Count > MaxItems)
            file.Report(list.Items[MaxItems], $"'to' has at most {MaxItems} items.");
        var viewers = false;
        var persons = new List<Addressee>();
        foreach (var (index, item) in list.Items.Index())
        {
            var part = $"to[{index}]";
            if (item is YamlScalar { Value: "viewers" })
                viewers = true;
            else if (item is YamlScalar word)
                AddRole(file, part, word, persons);
            else if (MapReading.Begin(file, item, "An item of 'to'") is { } map)
                AddOthers(file, part, map, persons);
        }

        if (persons.Count > Recipients.Max)
            file.Report(node, $"'to' names at most {Recipients.Max} persons.");
        return new Recipients(viewers, persons);
    }

    private static void AddRole(FileReading file, string part, YamlScalar word, List<Addressee> persons)
    {
        if (RecipientRoles.Of(word.Value) is { } role)
            persons.Add(new RoleAddressee(part, role));
        else
            file.Report(word, $"'to' can't be '{word.Value}'. {DidYouMean.Of(word.Value, Words)} People by name: {{ users: [anna] }}.");
    }

    private static void AddOthers(FileReading file, string part, MapReading map, List<Addressee> persons)
    {
        if (map.Any("expression") is not null)
            AddExpression(file, part, map, persons);
        else if (map.Any("groups") is { } groups)
            AddGroups(file, part, groups, map, persons);
        else
            persons.AddRange((map.Texts("users", required: true) ?? []).Select(user => new NamedAddressee(part, user)));
        map.End();
    }

    private static void AddGroups(FileReading file, string part, YamlNode node, MapReading map, List<Addressee> persons)
    {
        foreach (var group in map.Texts("groups") ?? [])
        {
            if (GroupOptions.IsName(group))
                persons.Add(new GroupAddressee(part, group));
            else
                file.Report(node, $"The group '{group}' may hold only letters, digits, - and _.");
        }
    }

    private static void AddExpression(FileReading file, string part, MapReading map, List<Addressee> persons)
    {
        var reason = map.Text("reason");
        if (reason is not null && !GroupOptions.IsName(reason.Value))
            file.Report(reason, $"The reason '{reason.Value}' may hold only letters, digits, - and _.");
        if (map.Text("expression") is { } text && file.Compile(text) is { } expression)
            persons.Add(new ExpressionAddressee(part, reason?.Value ?? DefaultReason, expression));
    }
}
