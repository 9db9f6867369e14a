using System.Globalization;

namespace Notifications.Rules.Expressions;

/// <summary>Writes numbers as JavaScript does.</summary>
internal static class NumberText
{
    public static string Of(double number)
    {
        if (number == 0)
            return "0";
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var e = shortest.IndexOf('E', StringComparison.Ordinal);
        if (e < 0)
            return shortest;

        var exponent = int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = number < 0 ? "-" : "";
        var digits = shortest[sign.Length..e].Replace(".", "", StringComparison.Ordinal);
        return exponent switch
        {
            >= 21 or < -6 => string.Create(CultureInfo.InvariantCulture,
                $"{shortest[..e]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}"),
            >= 0 => sign + digits.PadRight(exponent + 1, '0'),
            _ => $"{sign}0.{new string('0', -exponent - 1)}{digits}",
        };
    }
}
