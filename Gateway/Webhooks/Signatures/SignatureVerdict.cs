namespace Notifications.Webhooks.Signatures;

/// <summary>What became of the check of a hook's signature.</summary>
internal enum SignatureOutcome
{
    /// <summary>One of the source's secrets signed these very bytes.</summary>
    Valid,

    /// <summary>The source has no secret, so that nothing can be believed: 403.</summary>
    NoSecret,

    /// <summary>There is no signature: 401.</summary>
    Missing,

    /// <summary>The signature cannot be read: 401.</summary>
    Malformed,

    /// <summary>No secret of the source made it: 401.</summary>
    Wrong,

    /// <summary>It was made too long ago, or is from the future: 401.</summary>
    Expired,
}

/// <summary>The outcome and a line for the sender's administrator.</summary>
internal sealed record SignatureVerdict(SignatureOutcome Outcome, string Reason)
{
    public static readonly SignatureVerdict Valid = new(SignatureOutcome.Valid, "");

    public bool IsValid => Outcome is SignatureOutcome.Valid;
}
