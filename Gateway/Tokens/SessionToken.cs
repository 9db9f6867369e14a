using System.Collections.Frozen;
using Notifications.Subjects;

namespace Notifications.Tokens;

/// <summary>What a verified realtime token allows.</summary>
internal sealed record SessionToken
{
    /// <summary>The tenant.</summary>
    public required string Site { get; init; }

    /// <summary>Whom the token names, its <c>sub</c>.</summary>
    public required string Sub { get; init; }

    /// <summary>The user whom that stands for; until the cluster was asked, the same.</summary>
    public required string User { get; init; }

    /// <summary>The subjects whose flags the session may see.</summary>
    public required FrozenSet<Subject> Subjects { get; init; }

    /// <summary>What the session may do: <see cref="Permissions"/>.</summary>
    public required FrozenSet<string> Permissions { get; init; }

    /// <summary>When the session ends without renewal.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>The permissions that a token can carry.</summary>
internal static class Permissions
{
    /// <summary>See the flags of the token's subjects.</summary>
    public const string Flags = "flags";

    /// <summary>See and change the user's own inbox and preferences.</summary>
    public const string Inbox = "inbox";

    /// <summary>See who looks at the token's subjects.</summary>
    public const string Presence = "presence";
}

/// <summary>Why a token or a call is refused, by the names that the wire contract gives.</summary>
internal static class Refusals
{
    public const string TokenMissing = "token_missing";
    public const string TokenMalformed = "token_malformed";
    public const string TokenForged = "token_forged";
    public const string TokenExpired = "token_expired";
    public const string TokenNotYetValid = "token_not_yet_valid";
    public const string TokenWrongSite = "token_wrong_site";
    public const string TokenWrongAudience = "token_wrong_audience";
    public const string TokenWrongUser = "token_wrong_user";
    public const string UserChanged = "user_changed";
    public const string PermissionMissing = "permission_missing";
    public const string SubjectNotCovered = "subject_not_covered";
    public const string SubjectMalformed = "subject_malformed";
    public const string NotAttached = "not_attached";
    public const string AlreadyAttached = "already_attached";
    public const string TooManySubjects = "too_many_subjects";
    public const string RequestMalformed = "request_malformed";
    public const string CursorInvalid = "cursor_invalid";
    public const string UserErased = "user_erased";
    public const string PreferencesChanged = "preferences_changed";
    public const string TooManyCalls = "too_many_calls";
    public const string Moving = "moving";
    public const string Unavailable = "unavailable";
}
