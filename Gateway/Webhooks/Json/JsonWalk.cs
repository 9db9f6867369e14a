using System.Text;
using System.Text.Json;

namespace Notifications.Webhooks.Json;

/// <summary>Goes once through a text and remembers where it is, so that whatever is wrong has a place. One use only.</summary>
internal ref struct JsonWalk(ReadOnlySpan<byte> json, bool findDuplicates)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private readonly JsonStep[] _steps = new JsonStep[StrictJson.MaxDepth + 1];
    private int _depth;

    /// <summary>The first thing that is wrong, or <see langword="null"/>.</summary>
    public Refusal? Run()
    {
        var reader = new Utf8JsonReader(_json, new JsonReaderOptions { MaxDepth = StrictJson.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (Enter(ref reader) is { } cause)
                    return new Refusal(cause, Place.At(_json, (int)reader.TokenStartIndex, Path()));
            }

            return null;
        }
        catch (JsonException e)
        {
            return new Refusal(CauseOf(e), new Place(Path(), e.LineNumber + 1, e.BytePositionInLine + 1));
        }
    }

    /// <summary>The words of an exception without the place, which we tell ourselves.</summary>
    public static string CauseOf(JsonException exception)
    {
        var place = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? exception.Message : exception.Message[..place];
    }

    private string? Enter(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            _depth--;
            return null;
        }

        if (reader.TokenType is JsonTokenType.PropertyName)
            return Name(ref reader);
        if (_depth > 0 && _steps[_depth - 1].IsArray)
            _steps[_depth - 1].Index++;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _steps[_depth++] = new JsonStep { IsArray = reader.TokenType is JsonTokenType.StartArray, Index = -1 };
                return null;
            case JsonTokenType.String when reader.ValueIsEscaped && JsonEscapes.HasLoneSurrogate(reader.ValueSpan):
                return "The text has a surrogate escape without its other half.";
            case JsonTokenType.Number when !reader.TryGetDouble(out var number) || !double.IsFinite(number):
                return "The number is too large.";
            default:
                return null;
        }
    }

    private readonly string? Name(ref Utf8JsonReader reader)
    {
        ref var step = ref _steps[_depth - 1];
        step.NameStart = (int)reader.TokenStartIndex + 1;
        step.NameLength = reader.ValueSpan.Length;
        if (reader.ValueIsEscaped && JsonEscapes.HasLoneSurrogate(reader.ValueSpan))
            return "The name has a surrogate escape without its other half.";
        if (!findDuplicates)
            return null;
        step.Names ??= new HashSet<string>(StringComparer.Ordinal);
        return step.Names.Add(reader.GetString()!) ? null : "The object has this property twice.";
    }

    private readonly string Path()
    {
        const int maxLength = 200;
        var path = new StringBuilder("$");
        foreach (ref readonly var step in _steps.AsSpan(0, _depth))
        {
            step.AppendTo(path, _json);
            if (path.Length > maxLength)
                return path.ToString(0, maxLength) + "…";
        }

        return path.ToString();
    }
}
