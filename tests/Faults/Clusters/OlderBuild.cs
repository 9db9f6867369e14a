using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Clusters;

/// <summary>The product of an older commit, built in a folder of its own.</summary>
internal sealed class OlderBuild : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("older-build-").FullName;

    private OlderBuild() => Build = new ProductBuild(_folder);

    public ProductBuild Build { get; }

    /// <summary>Whether the history that the tests were built from has a commit.</summary>
    public static async Task<bool> HasAsync(string commit)
    {
        try
        {
            await GitAsync("cat-file", "-e", $"{commit}^{{commit}}");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Takes the files of a commit out of the history, and builds both hosts from them.</summary>
    public static async Task<OlderBuild> MakeAsync(string commit)
    {
        var older = new OlderBuild();
        try
        {
            var archive = Path.Combine(older._folder, "source.tar");
            await GitAsync("archive", "--output", archive, commit);
            await Tool.OutputOfAsync("tar", "--extract", "--file", archive, "--directory", older._folder);
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            // The gateway has the silo in it, for the embedded form. Build servers would live on, and hold the output open.
            await Tool.OutputOfAsync(
                "dotnet", "build", Path.Combine(older._folder, "Gateway"), "--configuration", configuration, "--verbosity", "quiet", "--nologo",
                "--disable-build-servers", "-nodeReuse:false", "-p:SkipClientBuild=true", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false");
            return older;
        }
        catch
        {
            older.Dispose();
            throw;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<string> GitAsync(params string[] arguments) => Tool.OutputOfAsync("git", ["-C", Repository.Root, .. arguments]);
}
