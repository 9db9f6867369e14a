using Notifications.Tests.Product;

namespace Notifications.Tests.Unit.Storage;

/// <summary>A file system of the test's own that is soon full. Only root can make one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static async Task<SmallDisk> MountAsync(string size)
    {
        var disk = new SmallDisk(Directory.CreateTempSubdirectory("small-disk-").FullName);
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={size},mode=0777", "tmpfs", disk.Path);
        await RunAsync("chown", PostgresTools.IsRoot ? PostgresTools.Account : Environment.UserName, disk.Path);
        return disk;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "--lazy", Path);
        Directory.Delete(Path, recursive: true);
    }

    private static Task<string> RunAsync(string program, params string[] arguments) => PostgresTools.IsRoot
        ? Tool.OutputOfAsync(program, arguments)
        : Tool.OutputOfAsync("sudo", ["--non-interactive", program, .. arguments]);
}
