namespace Notifications.Tests.Load;

/// <summary>What a run measured. Delays in ms from the moment at which an event was due; processor time in µs for each delivery.</summary>
internal sealed record LoadResult(
    string Name, int Delivered, int Expected, double AnswerP50, double AnswerP99, double P50, double P99, double Max,
    double ProcessorPerDelivery, long ResidentPerSession)
{
    public static void Print(IReadOnlyList<LoadResult> results)
    {
        Console.WriteLine();
        Console.WriteLine("| server | answered p50 / p99 ms | shown p50 / p99 / max ms | delivered | server CPU per delivery µs | resident per session kB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var r in results)
        {
            Console.WriteLine(
                $"| {r.Name} | {r.AnswerP50:0.0} / {r.AnswerP99:0.0} | {r.P50:0.0} / {r.P99:0.0} / {r.Max:0.0} | {r.Delivered} of {r.Expected} | {r.ProcessorPerDelivery:0} | {r.ResidentPerSession / 1024.0:0} |");
        }
    }
}
