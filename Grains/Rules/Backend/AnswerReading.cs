using Notifications.Rules.Expressions;
using Notifications.Rules.Loading;
using Notifications.Rules.Templates;

namespace Notifications.Rules.Backend;

/// <summary>The reading of an answer, whose texts are text: a <c>${ }</c> in them is shown as it is.</summary>
internal sealed class AnswerReading(string name = "answer") : FileReading(name)
{
    public override Expression? Compile(YamlScalar scalar)
    {
        Report(scalar, "An answer can't hold expressions.");
        return null;
    }

    /// <summary>What is told is decided once, when the answer comes: nothing of it waits or takes another's place.</summary>
    public override bool MayHoldBack => false;

    public override TextTemplate CompileText(YamlScalar scalar, IReadOnlyList<string> variables) => TextTemplate.Constant(scalar.Value);
}
