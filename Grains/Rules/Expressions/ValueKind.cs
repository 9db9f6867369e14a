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

    /// <summary>What the rest of a chain sees after <c>?.</c> met null; it never leaves the chain.</summary>
    Absent,
}

internal static class ValueKindNames
{
    /// <summary>The type's name as messages write it.</summary>
    public static string Name(this ValueKind kind) => kind switch
    {
        ValueKind.Null or ValueKind.Absent => "null",
        ValueKind.Boolean => "Boolean",
        ValueKind.Number => "Number",
        ValueKind.String => "String",
        ValueKind.List => "List",
        ValueKind.Map => "Map",
        ValueKind.Date => "Date",
        _ => "CalendarDate",
    };
}
