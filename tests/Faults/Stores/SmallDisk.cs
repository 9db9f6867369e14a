using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Stores;

/// <summary>A file system of its own, in memory and small enough to be filled.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int BlockBytes = 64 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("small-disk-").FullName;

    private SmallDisk()
    {
    }

    /// <summary>Where it is.</summary>
    public string Folder => _folder;

    private string Filler => Path.Combine(_folder, "filler");

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var disk = new SmallDisk();
        await AsRootAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=1777", "tmpfs", disk._folder);
        return disk;
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[BlockBytes, 4096, 1])
        {
            var block = new byte[size];
            try
            {
                while (true)
                    file.Write(block);
            }
            catch (IOException)
            {
                // Full, for blocks of this size.
            }
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await AsRootAsync("umount", _folder);
        Directory.Delete(_folder);
    }

    private static Task<string> AsRootAsync(string program, params string[] arguments) => PostgresTools.IsRoot
        ? Tool.OutputOfAsync(program, arguments)
        : Tool.OutputOfAsync("sudo", [program, .. arguments]);
}
