using Notifications.Events;
using Notifications.Live;
using Notifications.Rules.Expressions;
using Notifications.Rules.Holding;
using Notifications.Rules.Notifying;
using Notifications.Rules.Templates;

namespace Notifications.Rules.Deciding;

/// <summary>
/// Writes the flag of a notice. What can't be rendered is left out and reported; the flag is made all the same. All its
/// texts share one budget, or a notice of many could hold up its grain.
/// </summary>
internal sealed class NoticeRendering(EventValues values, EvaluationBudget budget)
{
    private const int MaxBody = 16 * 1024;

    private readonly List<DecisionProblem> _problems = [];
    private readonly Dictionary<TextTemplate, string> _rendered = [];

    public IReadOnlyList<DecisionProblem> Problems => _problems;

    public Flag Render(Rule rule, Notice notice, Event @event)
    {
        var (title, description) = Texts(notice.Title, notice.Description, @event.Subject.Id);
        var actions = notice.Actions
            .Select((action, index) => (Index: index, Action: Render(action, index)))
            .Where(action => action.Action is not null)
            .ToList();
        return new Flag
        {
            Id = NotificationId.Of(@event, rule.Key),
            Rule = rule.Key,
            Title = title,
            Description = description,
            Type = notice.Type,
            Bold = notice.Bold,
            Actions = [.. actions.Select(action => action.Action!)],
            IsAutoDismiss = notice.AutoDismiss,
            Kept = notice.Keep == Keeping.Always,
            KeptWhenAway = notice.Keep == Keeping.WhenAway,
            Critical = notice.Critical,
            Time = @event.Time,
            Locale = notice.Locale,
            Translations = [.. notice.Translations.Select(text => Render(text, title, [.. actions.Select(action => action.Index)]))],
        };
    }

    private FlagText Render(NoticeText text, string otherTitle, IReadOnlyList<int> actions)
    {
        var (title, description) = Texts(text.Title, text.Description, otherTitle, $".{text.Locale}");
        return new FlagText
        {
            Locale = text.Locale,
            Title = title,
            Description = description,
            ActionTexts = [.. actions.Select(index => Display($"actions[{index}].{text.Locale}", text.ActionTexts[index], DisplayText.Button))],
        };
    }

    /// <summary>What a flag says. One without a title would be an empty box: it is called <paramref name="otherwise"/>.</summary>
    public (string Title, string? Description) Texts(TextTemplate title, TextTemplate? description, string otherwise, string locale = "")
    {
        // First the title: it is missed most where the budget ends.
        var text = Display($"title{locale}", title, DisplayText.Title);
        var more = description is null ? "" : Display($"description{locale}", description, DisplayText.Description);
        return (text.Length == 0 ? otherwise : text, more.Length == 0 ? null : more);
    }

    /// <summary>A key of holding back; <see langword="null"/> where there is none or it can't be made.</summary>
    public string? Key(string part, TextTemplate? template)
    {
        if (template is null)
            return null;
        var rendered = template.Render(values.Variables, values.Now, budget: budget);
        Report(part, rendered.Errors);
        if (rendered.Errors.Count > 0)
            return null;
        if (rendered.Text.Length <= HoldingLimits.Key)
            return rendered.Text;
        _problems.Add(new DecisionProblem(part, $"The key has more than {HoldingLimits.Key} characters: nothing is held back.", 1, 1));
        return null;
    }

    private FlagAction? Render(NoticeAction action, int index)
    {
        var part = $"actions[{index}]";
        var text = Display(part, action.Text, DisplayText.Button);
        string? url = null;
        if (action.Url is not null && (url = Link(part, action.Url)) is null)
            return null;
        string? body = null;
        if (action.Body is not null && (body = Body(part, action.Body)) is null)
            return null;
        return new FlagAction
        {
            Text = text,
            Kind = action.Kind,
            Url = url,
            Method = action.Method,
            Body = body,
            EventName = action.EventName,
        };
    }

    private string Display(string part, TextTemplate template, int length)
    {
        // Locales share the texts that are not written for each of them.
        if (_rendered.TryGetValue(template, out var known))
            return known;
        var rendered = template.Render(values.Variables, values.Now, budget: budget);
        Report(part, rendered.Errors);
        return _rendered[template] = DisplayText.Of(rendered.Text, length);
    }

    private string? Link(string part, TextTemplate template)
    {
        var rendered = template.Render(values.Variables, values.Now, Uri.EscapeDataString, budget);
        Report(part, rendered.Errors);
        // With a hole that stayed empty the link would lead elsewhere.
        var refusal = rendered.Errors.Count > 0 ? "The link is incomplete." : SafeLink.Refusal(rendered.Text);
        if (refusal is null)
            return rendered.Text;
        _problems.Add(new DecisionProblem(part, $"The button is left out: {refusal}", 1, 1));
        return null;
    }

    private string? Body(string part, JsonTemplate template)
    {
        var errors = new List<ExpressionError>();
        var body = template.Render(values.Variables, values.Now, errors, budget, MaxBody);
        Report(part, errors);
        if (errors.Count == 0 && body is not null)
            return body;
        _problems.Add(new DecisionProblem(part, errors.Count > 0
            ? "The button is left out: its body is incomplete."
            : $"The button is left out: its body has more than {MaxBody} characters.", 1, 1));
        return null;
    }

    private void Report(string part, IReadOnlyList<ExpressionError> errors) =>
        _problems.AddRange(errors.Select(error => new DecisionProblem(part, error.Message, error.Line, error.Column)));
}
