using System.Globalization;
using System.Text;
using Notifications.Sources;
using Notifications.Webhooks;

namespace Notifications.Tests.Unit.Webhooks;

/// <summary>Damaged bodies are refused or read, and never throw. A failure names the seed and the round.</summary>
public class FuzzTests
{
    private const int Seed = 20260304;
    private const int Rounds = 20_000;

    private static readonly string[] Splices =
        ["\"", "{", "}", "[", "]", ":", ",", "null", "true", "1e400", "-0", "\\ud800", "\\u0000", "\u202e", "|", " ", "\n", "😀", "99999999999999999999", "\"id\":{}", "\"key\":[]", "https://", "%zz"];

    [Fact]
    public void Damaged_bodies_never_throw()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var (source, contentType, text) = Examples.All[random.Next(Examples.All.Count)];
            var body = Damage(Encoding.UTF8.GetBytes(text), random);
            try
            {
                Check(Given.Read(source, body, ("Content-Type", contentType)));
            }
            catch (Exception e)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"Seed {Seed}, round {round}: {e}\n{Encoding.UTF8.GetString(body)}"));
            }
        }
    }

    [Fact]
    public void Damaged_envelope_headers_never_throw()
    {
        var random = new Random(Seed);
        string[] values = ["", " ", "1.0", "0.3", "a b", "%", "%zz", "%00", "\u0001", "\ud800", "é", "2023-01-01", "://", "null", new string('x', 10_000)];
        string[] names = ["ce-specversion", "ce-id", "ce-source", "ce-type", "ce-subject", "ce-time", "ce-actor", "ce-", "ce-X_", "ce-data", "ce-datacontenttype", "ce-dataschema"];
        for (var round = 0; round < 2_000; round++)
        {
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["ce-specversion"] = "1.0", ["ce-id"] = "1", ["ce-source"] = "/a", ["ce-type"] = "t",
                [names[random.Next(names.Length)]] = values[random.Next(values.Length)],
                [names[random.Next(names.Length)]] = values[random.Next(values.Length)],
            };
            Check(Given.Read(Given.Shop, "{}", [.. headers.Select(header => (header.Key, header.Value))]));
        }
    }

    private static void Check(Delivery delivery)
    {
        if (delivery.IsRefused)
            Assert.NotEmpty(delivery.Refusal.Reason);
        foreach (var found in delivery.Events)
            Assert.Equal(System.Text.Json.JsonValueKind.Object, found.Data().ValueKind);
    }

    private static byte[] Damage(byte[] body, Random random)
    {
        var bytes = body.ToList();
        for (var times = random.Next(1, 5); times > 0 && bytes.Count > 1; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)])); break;
                case 3: bytes.RemoveRange(at, bytes.Count - at); break;
                default: SpliceAtToken(bytes, random); break;
            }
        }

        return [.. bytes];
    }

    // Puts a whole value where one belongs, so that many damaged bodies are still JSON.
    private static void SpliceAtToken(List<byte> bytes, Random random)
    {
        string[] values = ["null", "{}", "[]", "[{}]", "\"\"", "\" \"", "-1", "1.5", "true", "{\"id\":[]}", "{\"id\":\"a|b\",\"key\":\"\\u0007\"}", "\"\\ud83d\\ude00\""];
        var colons = Enumerable.Range(0, bytes.Count).Where(i => bytes[i] == ':').ToList();
        if (colons.Count == 0)
            return;
        var start = colons[random.Next(colons.Count)] + 1;
        var end = start;
        while (end < bytes.Count && bytes[end] is not ((byte)',' or (byte)'}' or (byte)']'))
            end++;
        bytes.RemoveRange(start, end - start);
        bytes.InsertRange(start, Encoding.UTF8.GetBytes(values[random.Next(values.Length)]));
    }
}
