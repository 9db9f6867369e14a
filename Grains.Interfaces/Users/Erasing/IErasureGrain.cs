namespace Notifications.Users.Erasing;

/// <summary>Does the erasing of one person, which <see cref="Identities.IIdentitiesGrain.Erase"/> has begun. Its key is that of <see cref="UserKey"/>, with <see cref="Erasure.Owner"/> for the user.</summary>
[Alias("notifications.IErasureGrain")]
public interface IErasureGrain : IGrainWithStringKey
{
    /// <summary>Does as much of it as fits into a call; <see langword="null"/> where nothing of it is known. Idempotent.</summary>
    [Alias("Continue")]
    Task<Erasure?> Continue();

    /// <summary>Lets the person have names and inboxes again, where everything of before is gone. Idempotent.</summary>
    [Alias("Readmit")]
    Task<Readmission> Readmit();
}

/// <summary>What became of a readmission.</summary>
[Alias("notifications.Readmission")]
public enum Readmission
{
    /// <summary>Nobody of this name was erased.</summary>
    Unknown,

    /// <summary>Not all is erased yet.</summary>
    TooEarly,

    /// <summary>The person may have names and inboxes again.</summary>
    Done,
}
