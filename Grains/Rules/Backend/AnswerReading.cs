using Notifications.Rules.Expressions;
using Notifications.Rules.Loading;
using Notifications.Rules.Templates;

namespace Notifications.Rules.Backend;

/// <summary>The reading of an answer, whose texts are text: a <c>${ }</c> in them is shown as it is.</summary>
internal sealed class AnswerReading() : FileReading("answer")
{
    public override Expression? Compile(YamlScalar scalar)
    {
        Report(scalar, "An answer can't hold expressions.");
        return null;
    }

    public override TextTemplate CompileText(YamlScalar scalar) => TextTemplate.Constant(scalar.Value);
}
