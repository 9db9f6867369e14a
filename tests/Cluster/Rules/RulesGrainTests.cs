using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Rules;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;

namespace Notifications.Tests.Cluster.Rules;

public sealed class RulesGrainTests(TwoSilos silos)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly RuleWriting ByAnna = new("anna", Comment: null, Expected: null);

    [Fact]
    public async Task A_change_is_in_force_on_every_silo_within_a_second()
    {
        const string Site = "every-silo";
        var start = Stopwatch.GetTimestamp();
        await Grain(Site).Put("k", Rule("k", "first"), ByAnna);
        await UntilAsync(Site, rule => rule?.Events[0] == "first");
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(1));

        await Grain(Site).Put("k", Rule("k", "second"), ByAnna);
        await UntilAsync(Site, rule => rule?.Events[0] == "second");
        await Grain(Site).Delete("k", ByAnna);
        await UntilAsync(Site, rule => rule is null);
    }

    [Fact]
    public async Task What_was_put_is_in_force_on_the_next_event()
    {
        const string Site = "next-event";
        var subject = AnEvent.Issue("PUT-1");
        var gateway = silos.NewGateway();
        var issue = silos.Grains.GetEventGrain(Site, subject);
        await issue.Watch(gateway.Reference, after: null);

        foreach (var title in (string[])["One", "Two"])
        {
            await Grain(Site).Put("told", $"{{ key: told, events: [avi:jira:updated:issue], notify: {{ to: [viewers], title: {title} }} }}", ByAnna);
            await UntilAsync(Site, rule => rule?.Notice?.Title.Prefix == title);
            await issue.Accept(AnEvent.Updated(subject, $"put-{title}", "") with { Site = Site });
            Assert.Equal(title, Assert.Single((await gateway.NextFlagsAsync()).Flags).Flag.Title);
        }
    }

    [Fact]
    public async Task Versions_count_and_say_who_when_and_why()
    {
        var grain = Grain("versions");
        var before = TimeProvider.System.GetUtcNow();
        var first = await grain.Put("k", Rule("k", "a"), ByAnna);
        var second = await grain.Put("k", Rule("k", "b"), new RuleWriting("ben", "Because", Expected: 1));

        Assert.Equal((RuleOutcome.Written, 1), (first.Outcome, first.Newest?.Version));
        Assert.Equal((RuleOutcome.Written, 2), (second.Outcome, second.Newest?.Version));
        var versions = await grain.ListVersions("k", before: null);
        Assert.Equal([(2, "ben", "Because"), (1, "anna", null)], versions.Select(version => (version.Version, version.Author, version.Comment)));
        Assert.All(versions, version =>
        {
            Assert.Null(version.Text);
            Assert.InRange(version.WrittenAt, before.AddMilliseconds(-1), TimeProvider.System.GetUtcNow());
        });
        Assert.Equal(Rule("k", "a"), (await grain.Read("k", 1))?.Text);
        Assert.Null(await grain.Read("k", 3));
        var listed = Assert.Single((await grain.List()).Rules);
        Assert.Equal(("k", null, 2, "ben"), (listed.Key, listed.File, listed.Version, listed.Author));
    }

    [Fact]
    public async Task What_says_the_same_makes_no_version()
    {
        var grain = Grain("unchanged");
        await grain.Put("k", Rule("k", "a"), ByAnna);

        var again = await grain.Put("k", Rule("k", "a"), ByAnna);
        // As the gateway repeats a change whose answer it lost.
        var repeated = await grain.Put("k", Rule("k", "a"), ByAnna with { Expected = 0 });

        Assert.Equal((RuleOutcome.Unchanged, 1), (again.Outcome, again.Newest?.Version));
        Assert.Equal((RuleOutcome.Unchanged, 1), (repeated.Outcome, repeated.Newest?.Version));
        Assert.Single(await grain.ListVersions("k", before: null));
    }

    [Fact]
    public async Task A_change_on_top_of_another_version_is_refused()
    {
        var grain = Grain("expected");
        await grain.Put("k", Rule("k", "a"), ByAnna);
        await grain.Put("k", Rule("k", "b"), ByAnna);

        var lost = await grain.Put("k", Rule("k", "c"), ByAnna with { Expected = 1 });
        var notNew = await grain.Put("k", Rule("k", "c"), ByAnna with { Expected = 0 });
        var notThere = await grain.Put("l", Rule("l", "c"), ByAnna with { Expected = 1 });
        var deleted = await grain.Delete("k", ByAnna with { Expected = 1 });

        Assert.Equal((RuleOutcome.NotExpected, 2), (lost.Outcome, lost.Newest?.Version));
        Assert.Equal(RuleOutcome.NotExpected, notNew.Outcome);
        Assert.Equal((RuleOutcome.NotExpected, null), (notThere.Outcome, notThere.Newest));
        Assert.Equal(RuleOutcome.NotExpected, deleted.Outcome);
    }

    [Fact]
    public async Task Errors_name_their_place_and_change_nothing()
    {
        var grain = Grain("invalid");
        await grain.Put("k", Rule("k", "a"), ByAnna);

        var written = await grain.Put("k", "key: k\nevents: [a]\nfilter: { expression: event.a.find(1) }", ByAnna);

        Assert.Equal(RuleOutcome.Invalid, written.Outcome);
        var error = Assert.Single(written.Errors);
        Assert.Equal((3, 31), (error.Line, error.Column));
        Assert.Contains("There is no method 'find'", error.Message, StringComparison.Ordinal);
        Assert.Single(await grain.ListVersions("k", before: null));
    }

    [Fact]
    public async Task A_key_that_a_file_states_belongs_to_the_file()
    {
        var written = await Grain(SiteName.Default).Put("changed", Rule("changed", "a"), ByAnna);
        Assert.Equal((RuleOutcome.StatedByFile, "rules.yaml"), (written.Outcome, written.File));

        var elsewhere = await Grain("no-files").Put("changed", Rule("changed", "a"), ByAnna);
        Assert.Equal(RuleOutcome.Written, elsewhere.Outcome);
    }

    [Fact]
    public async Task A_rollback_is_a_new_version_and_brings_back_what_was_deleted()
    {
        var grain = Grain("rollback");
        await grain.Put("k", Rule("k", "a"), ByAnna);
        await grain.Put("k", Rule("k", "b"), ByAnna);

        var back = await grain.RollBack("k", 1, ByAnna);
        Assert.Equal((RuleOutcome.Written, 3, Rule("k", "a")), (back.Outcome, back.Newest?.Version, back.Newest?.Text));
        Assert.Equal(RuleOutcome.Written, (await grain.Delete("k", ByAnna)).Outcome);
        Assert.Equal(RuleOutcome.Unchanged, (await grain.Delete("k", ByAnna)).Outcome);
        Assert.Null(await grain.Find("k"));

        Assert.Equal(RuleOutcome.NotFound, (await grain.RollBack("k", 4, ByAnna)).Outcome);
        Assert.Equal(RuleOutcome.NotFound, (await grain.RollBack("k", 9, ByAnna)).Outcome);
        Assert.Equal(RuleOutcome.NotFound, (await grain.Delete("never", ByAnna)).Outcome);
        Assert.Equal(5, (await grain.RollBack("k", 2, ByAnna)).Newest?.Version);
        Assert.Equal(5, (await grain.Find("k"))?.Version);
    }

    [Fact]
    public async Task A_site_sees_and_changes_only_its_own_rules()
    {
        await Grain("one-site").Put("k", Rule("k", "a"), ByAnna);

        var other = Grain("other-site");
        Assert.Empty((await other.List()).Rules);
        Assert.Null(await other.Find("k"));
        Assert.Null(await other.Read("k", version: null));
        Assert.Empty(await other.ListVersions("k", before: null));
        Assert.Equal(RuleOutcome.NotFound, (await other.Delete("k", ByAnna)).Outcome);
        Assert.Equal(1, (await Grain("one-site").Find("k"))?.Version);
    }

    private IRulesGrain Grain(string site) => silos.Grains.GetGrain<IRulesGrain>(site);

    private static string Rule(string key, string type) => $"{{ key: {key}, events: [{type}] }}";

    private Task UntilAsync(string site, Func<Rule?, bool> holds) => Task.WhenAll(silos.Silos.Select(async silo =>
    {
        var book = silo.GetRequiredService<RuleBook>();
        while (true)
        {
            var changed = book.Changed;
            if (holds(book.Current.Rules.SingleOrDefault(rule => rule.Site == site)))
                return;
            await changed.WaitAsync(Patience);
        }
    }));
}
