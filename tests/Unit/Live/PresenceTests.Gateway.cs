using System.Collections.Frozen;
using Notifications.Live;
using Notifications.Subjects;
using Notifications.Tokens;
using Notifications.Users;

namespace Notifications.Tests.Unit.Live;

public sealed partial class PresenceTests
{
    /// <summary>One gateway, with its half of presence and the way between that and the grain.</summary>
    private sealed class Gateway : ILiveGateway
    {
        private readonly PresenceTests _test;
        private DateTimeOffset? _due;

        public Gateway(PresenceTests test, SiloAddress silo)
        {
            (_test, Silo) = (test, silo);
            Presence = new ViewPresence(Issue, new Lock(), () => _due ??= test._time.GetUtcNow() + PresenceLimits.Gathering, TestSession.Metrics, test._time);
        }

        public SiloAddress Silo { get; }

        public ViewPresence Presence { get; }

        public int Reports { get; private set; }

        public bool IsDead { get; set; }

        public SubjectPresence? Last { get; private set; }

        /// <summary>1 loses every report and 2 every answer.</summary>
        public int Loses { get; set; }

        public TestSession Open(string user, bool sees = false)
        {
            var session = new TestSession(user, new HubOptions { QueueCapacity = 10_000 }, TimeProvider.System);
            session.Session.Authorise(session.Token with
            {
                Subjects = [Issue],
                Permissions = sees ? FrozenSet.Create(Permissions.Flags, Permissions.Presence) : [Permissions.Flags],
            });
            Presence.Join(session.Session);
            return session;
        }

        public void Watch()
        {
            if (IsDead)
                return;
            _test._watching.Renew(new AnnouncedGateway(Silo, this));
            Presence.Compare(_test._board.StandingOf(Silo));
        }

        public void CarryWhenDue()
        {
            if (_due > _test._time.GetUtcNow() || _due is null || IsDead)
                return;
            Carry();
        }

        public void Carry()
        {
            _due = null;
            if (Presence.Next() is not { } report)
                return;
            Reports++;
            var answer = Loses == 1 ? null : _test._board.Take(Silo, report);
            Presence.Answered(report, Loses == 2 ? null : answer);
        }

        public Task Present(SubjectPresence presence)
        {
            Presence.Take(Last = presence);
            return Task.CompletedTask;
        }

        public Task AskPresence(string site, Subject subject)
        {
            Presence.Demand();
            return Task.CompletedTask;
        }

        public Task Show(LiveFlags flags) => Task.CompletedTask;

        public Task Update(UserUpdate update) => Task.CompletedTask;

        public Task SubjectMoved(string site, Subject subject) => Task.CompletedTask;

        public Task UserMoved(string site, string user) => Task.CompletedTask;
    }
}
