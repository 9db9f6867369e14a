using Dapper;

namespace Notifications.Storage.Events;

/// <summary>Writes which subjects are asked for as a condition of SQL, with its parameters.</summary>
internal static class SubjectCondition
{
    private const char Wildcard = '*';

    public static (string Sql, DynamicParameters Parameters) Of(IReadOnlyList<string> subjects)
    {
        var parameters = new DynamicParameters();
        var terms = new List<string>();
        foreach (var (i, subject) in subjects.Index())
        {
            parameters.Add($"subject{i}", subject.TrimEnd(Wildcard));
            // Not LIKE or GLOB: a subject may hold their wildcards.
            terms.Add(subject.EndsWith(Wildcard) ? $"substr(subject, 1, length(@subject{i})) = @subject{i}" : $"subject = @subject{i}");
        }

        return (terms.Count == 0 ? "" : $"AND ({string.Join(" OR ", terms)})", parameters);
    }
}
