using Notifications.Rules.Notifying;

namespace Notifications.Rules.Loading;

/// <summary>Reads whom a rule notifies: roles, and people by name.</summary>
internal static class RecipientsReader
{
    private static readonly string[] Roles = ["viewers", "actor", "assignee", "reporter"];

    public static Recipients? Read(FileReading file, YamlNode node)
    {
        if (node is not YamlList { Items.Count: > 0 } list)
        {
            file.Report(node, "'to' must be a list of viewers, actor, assignee, reporter or { users: […] }.");
            return null;
        }

        var viewers = false;
        var persons = new List<Addressee>();
        foreach (var item in list.Items)
        {
            if (item is YamlScalar { Value: "viewers" })
                viewers = true;
            else if (item is YamlScalar role)
                AddRole(file, role, persons);
            else
                AddUsers(file, item, persons);
        }

        return new Recipients(viewers, [.. persons.Distinct()]);
    }

    private static void AddRole(FileReading file, YamlScalar role, List<Addressee> persons)
    {
        switch (role.Value)
        {
            case "actor":
                persons.Add(new Addressee(RecipientRole.Actor));
                break;
            case "assignee":
                persons.Add(new Addressee(RecipientRole.Assignee));
                break;
            case "reporter":
                persons.Add(new Addressee(RecipientRole.Reporter));
                break;
            default:
                file.Report(role, $"'to' can't be '{role.Value}'. {DidYouMean.Of(role.Value, Roles)} People by name: {{ users: [anna] }}.");
                break;
        }
    }

    private static void AddUsers(FileReading file, YamlNode node, List<Addressee> persons)
    {
        if (MapReading.Begin(file, node, "An item of 'to'") is not { } map)
            return;
        persons.AddRange((map.Texts("users", required: true) ?? []).Select(user => new Addressee(RecipientRole.Named, user)));
        map.End();
    }
}
