namespace Notifications.Rules.Expressions;

/// <summary>The types of the expression language.</summary>
internal enum ValueKind : byte
{
    Null,
    Boolean,
    Number,
    String,
    List,
    Map,

    /// <summary>A moment, to the millisecond.</summary>
    Date,

    /// <summary>A day without a time.</summary>
    CalendarDate,

    Regex,

    Function,

    /// <summary>What <c>catch</c> caught.</summary>
    Error,

    /// <summary>
    /// No value: what the rest of a chain sees after <c>?.</c> met null, and what a statement gives after which the next
    /// one follows. It never leaves the chain or function.
    /// </summary>
    Absent,
}

internal static class ValueKindNames
{
    /// <summary>The type's name as messages and <c>typeof</c> write it.</summary>
    public static string Name(this ValueKind kind) => kind switch
    {
        ValueKind.Null or ValueKind.Absent => "null",
        ValueKind.Boolean => "Boolean",
        ValueKind.Number => "Number",
        ValueKind.String => "String",
        ValueKind.List => "List",
        ValueKind.Map => "Map",
        ValueKind.Date => "Date",
        ValueKind.CalendarDate => "CalendarDate",
        ValueKind.Regex => "Regex",
        ValueKind.Function => "Function",
        _ => "Error",
    };
}
