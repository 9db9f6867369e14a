namespace Notifications.Users.Identities;

/// <summary>How identities are learned. Bound from the configuration section <c>Identities</c>.</summary>
public sealed class IdentityOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Identities";

    /// <summary>Whether events teach who has which names; without it only operators do.</summary>
    public bool Learn { get; set; } = true;

    /// <summary>
    /// Whether events teach e-mail addresses too. Only for products that verify them: the first to enter an address is taken for its owner.
    /// </summary>
    public bool LearnEmail { get; set; }

    /// <summary>The most persons of a site.</summary>
    public int MaxPersons { get; set; } = 1_000_000;
}
