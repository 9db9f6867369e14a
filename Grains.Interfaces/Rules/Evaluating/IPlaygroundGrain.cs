namespace Notifications.Rules.Evaluating;

/// <summary>Evaluates expressions and rules for whoever writes them, and tells nobody. Its key is the site.</summary>
[Alias("notifications.IPlaygroundGrain")]
public interface IPlaygroundGrain : IGrainWithStringKey
{
    /// <summary>Evaluates an expression or rules on one event.</summary>
    [Alias("Evaluate")]
    Task<Evaluated> Evaluate(EvaluationOrder order);
}
