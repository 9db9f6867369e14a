using Notifications.Live;
using Notifications.Subjects;

namespace Notifications.Tests.Unit.Live;

public sealed class SubjectViewTests
{
    private static readonly Subject Issue = new("jira", "issue", "A-1");

    private readonly TestEventGrain _grain = new();
    private readonly TestSession _anna = new("anna", new HubOptions(), TimeProvider.System);
    private readonly SubjectView _view;

    public SubjectViewTests()
    {
        _view = new SubjectView("default", Issue, _grain.AsEventGrains(), TestSession.Metrics, TimeProvider.System);
        _view.Join(_anna.Session);
    }

    [Fact]
    public async Task Passes_on_what_follows_and_drops_what_it_had()
    {
        await WatchAt(5);

        _view.Take(Flags(7, previous: 5));
        _view.Take(Flags(7, previous: 5));
        _view.Take(Flags(9, previous: 7));

        Assert.Equal((long[])[7, 9], await _anna.NextSequencesAsync(2));
        Assert.Single(_grain.Asked);
    }

    [Fact]
    public async Task Asks_for_what_was_overtaken_and_passes_all_on_in_order()
    {
        await WatchAt(5);
        _grain.Answer(new LiveReplay { Position = At(9), Complete = true, Missed = [Flags(7, 5), Flags(9, 7)] });

        _view.Take(Flags(9, previous: 7));
        _view.Take(Flags(7, previous: 5));

        Assert.Equal((long[])[7, 9], await _anna.NextSequencesAsync(2));
        Assert.Equal(2, _grain.Asked.Count);
    }

    [Fact]
    public async Task Asks_again_for_what_came_while_it_was_asking()
    {
        await WatchAt(5);
        var answer = new TaskCompletionSource<LiveReplay>();
        var asked = new TaskCompletionSource();
        _grain.Answer(_ =>
        {
            asked.SetResult();
            return answer.Task;
        });
        _grain.Answer(new LiveReplay { Position = At(11), Complete = true, Missed = [Flags(11, 9)] });

        _view.Take(Flags(9, previous: 7));
        await asked.Task;
        _view.Take(Flags(11, previous: 9));
        answer.SetResult(new LiveReplay { Position = At(9), Complete = true, Missed = [Flags(7, 5), Flags(9, 7)] });

        Assert.Equal((long[])[7, 9, 11], await _anna.NextSequencesAsync(3));
    }

    [Fact]
    public async Task Tells_its_sessions_to_resync_when_the_grain_cannot_tell()
    {
        await WatchAt(5);
        _grain.Answer(new LiveReplay { Position = new LivePosition("other", 3), Complete = false, Missed = [] });

        await _view.AnnounceAsync();

        Assert.Equal("resync", (await _anna.NextAsync()).Name);
    }

    [Fact]
    public async Task Shows_to_recipients_only_and_shares_what_is_the_same()
    {
        var ben = new TestSession("ben", new HubOptions(), TimeProvider.System);
        _view.Join(ben.Session);
        await WatchAt(5);

        _view.Take(Flags(6, 5, Addressed("for anna") with { Users = ["anna"] }, Addressed("for all but anna") with { EveryViewer = true, ExceptUser = "anna" }));

        Assert.Equal(["for anna"], Titles((await _anna.NextAsync()).Content));
        Assert.Equal(["for all but anna"], Titles((await ben.NextAsync()).Content));
    }

    [Fact]
    public async Task Sends_each_session_the_texts_that_suit_it_and_none_of_the_others()
    {
        var (ben, carl, dora) = (Reader("ben", "de-AT"), Reader("carl", "fr", "pt-PT"), Reader("dora", "not a language", "fr"));
        await WatchAt(5);
        var flag = Addressed("Hello").Flag with
        {
            Locale = "en",
            Actions = [new FlagAction { Text = "Open", Kind = FlagActionKind.Refresh }],
            Translations =
            [
                new FlagText { Locale = "de", Title = "Hallo", Description = "Mehr", ActionTexts = ["Öffnen"] },
                new FlagText { Locale = "pt-BR", Title = "Olá", ActionTexts = ["Abrir"] },
            ],
        };

        _view.Take(Flags(6, 5, new AddressedFlag { Flag = flag, EveryViewer = true }));

        var german = (await ben.NextAsync()).Content;
        Assert.Equal(["Hallo"], Titles(german));
        Assert.Equal("Mehr", german.GetProperty("flags")[0].GetProperty("description").GetString());
        Assert.Equal("Öffnen", german.GetProperty("flags")[0].GetProperty("actions")[0].GetProperty("text").GetString());
        Assert.DoesNotContain("Ol", german.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("ranslations", german.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["Olá"], Titles((await carl.NextAsync()).Content));
        Assert.Equal(["Hello"], Titles((await dora.NextAsync()).Content));
        Assert.Equal(["Hello"], Titles((await _anna.NextAsync()).Content));
    }

    [Fact]
    public void Preferences_that_come_to_the_same_share_one_choice()
    {
        var flags = Flags(6, 5, Addressed("Hello") with { Flag = Addressed("Hello").Flag with { Locale = "en", Translations = [new FlagText { Locale = "de", Title = "Hallo" }] } });
        var choices = new TextChoices(flags);

        Assert.Same(choices.For(PreferredLocales.Of(["de"])), choices.For(PreferredLocales.Of(["fr", "de-CH"])));
        Assert.Same(choices.For(PreferredLocales.Of(["en-GB"])), choices.For(PreferredLocales.Of(["fr"])));
        Assert.NotSame(choices.For(PreferredLocales.Of(["en-GB", "de"])), choices.For(PreferredLocales.Of(["de", "en-GB"])));
    }

    private TestSession Reader(string user, params string[] locales)
    {
        var session = new TestSession(user, new HubOptions(), TimeProvider.System);
        session.Session.Locales = PreferredLocales.Of(locales);
        _view.Join(session.Session);
        return session;
    }

    [Fact]
    public async Task A_renewal_tells_where_the_subject_stands_once_it_has_moved()
    {
        await WatchAt(5);
        foreach (var sequence in (long[])[5, 5, 8])
            _grain.Answer(new LiveReplay { Position = At(sequence), Complete = true, Missed = [] });

        await _view.AnnounceAsync();
        await _view.AnnounceAsync();
        await _view.AnnounceAsync();

        Assert.Equal((long[])[8], await _anna.NextSequencesAsync(1));
    }

    [Fact]
    public async Task Who_left_gets_nothing_more_and_a_view_that_stays_empty_ends()
    {
        await WatchAt(5);
        Assert.False(_view.LeaveIfUnseen());
        _view.Leave(_anna.Session);
        Assert.False(_view.LeaveIfUnseen());
        _view.Join(_anna.Session);
        Assert.False(_view.LeaveIfUnseen());
        _view.Leave(_anna.Session);
        Assert.False(_view.LeaveIfUnseen());
        Assert.True(_view.LeaveIfUnseen());
    }

    private Task WatchAt(long sequence)
    {
        _grain.Answer(new LiveReplay { Position = At(sequence), Complete = true, Missed = [] });
        return _view.AnnounceAsync();
    }

    private static LivePosition At(long sequence) => new("epoch", sequence);

    private static LiveFlags Flags(long sequence, long previous, params AddressedFlag[] flags) => new()
    {
        Site = "default",
        Subject = Issue,
        Position = At(sequence),
        Previous = previous,
        Flags = flags.Length > 0 ? flags : [Addressed($"flag {sequence}") with { EveryViewer = true }],
    };

    private static AddressedFlag Addressed(string title) => new()
    {
        Flag = new Flag { Id = title, Rule = "rule", Title = title, Time = DateTimeOffset.UnixEpoch },
    };

    private static IEnumerable<string?> Titles(System.Text.Json.JsonElement batch) =>
        batch.GetProperty("flags").EnumerateArray().Select(flag => flag.GetProperty("title").GetString());
}
