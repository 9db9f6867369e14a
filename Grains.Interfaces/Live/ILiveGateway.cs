using Notifications.Subjects;
using Notifications.Users;
using Orleans.Concurrency;

namespace Notifications.Live;

/// <summary>A gateway as grains see it. Every call is one way: no grain turn awaits a gateway.</summary>
[Alias("notifications.ILiveGateway")]
public interface ILiveGateway : IGrainObserver
{
    /// <summary>Shows the flags to those sessions of the subject that may see them.</summary>
    [Alias("Show"), OneWay]
    Task Show(LiveFlags flags);

    /// <summary>Tells every session of a user that the user's counts changed.</summary>
    [Alias("Update"), OneWay]
    Task Update(UserUpdate update);

    /// <summary>Says who looks at a subject, to a gateway that wants it.</summary>
    [Alias("Present"), OneWay]
    Task Present(SubjectPresence presence);

    /// <summary>Says that somebody wants to know who looks at a subject: the gateway reports its viewers from now on.</summary>
    [Alias("AskPresence"), OneWay]
    Task AskPresence(string site, Subject subject);

    /// <summary>Says that a subject's activation ends and has forgotten the gateway, which announces itself to the next one.</summary>
    [Alias("SubjectMoved"), OneWay]
    Task SubjectMoved(string site, Subject subject);

    /// <summary>Says that the activation of a user's context ends and has forgotten the gateway, which announces itself to the next one.</summary>
    [Alias("UserMoved"), OneWay]
    Task UserMoved(string site, string user);
}
