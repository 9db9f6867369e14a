using System.Text;
using Notifications.Tests.Fuzz;
using SharpFuzz;

if (args is [var path])
{
    // One input again, as a crash is looked into.
    ExpressionTarget.Run(File.ReadAllBytes(path));
    Console.WriteLine($"{path} holds: {Encoding.UTF8.GetString(File.ReadAllBytes(path))}");
    return;
}

Fuzzer.OutOfProcess.Run(stream =>
{
    using var input = new MemoryStream();
    stream.CopyTo(input);
    ExpressionTarget.Run(input.ToArray());
});
