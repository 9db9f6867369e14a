using System.Net.Http.Json;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Security;

/// <summary>Whatever the product offers is in one of the matrices, or is said here to be for everybody.</summary>
public sealed class SurfaceTests(SharedGateway shared)
{
    /// <summary>A hook is signed; the others say nothing of anybody.</summary>
    private static readonly string[] Public =
        ["POST /webhooks/{source}", "GET /.well-known/jwks.json", "GET /schemas/rules.json"];

    /// <summary>They take a token; <see cref="Live.HubTokenTests"/> has what is wrong with tokens.</summary>
    private static readonly string[] TakeTokens = ["attach", "renew"];

    private readonly GatewayProcess _gateway = shared.Gateway;

    [Fact]
    public async Task Every_route_is_in_a_matrix()
    {
        var description = await _gateway.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var offered = description.GetProperty("paths").EnumerateObject().SelectMany(
            path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name.TrimEnd('/')}"));

        var known = PersonalMatrixTests.Routes.Select(route => $"{route.Method} {route.Route}")
            .Concat(ApiKeyMatrixTests.Routes.Select(route => $"{route.Method} {route.Route}"))
            .Concat(Public);

        Assert.Equal(known.Order(StringComparer.Ordinal), offered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_method_of_the_hub_is_in_the_matrix() => Assert.Equal(
        HubMatrixTests.Calls.Select(call => call.Method).Concat(TakeTokens).Order(StringComparer.OrdinalIgnoreCase),
        HubMethods().Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);

    /// <summary>The public methods of the hub, as SignalR finds them.</summary>
    private static List<string> HubMethods()
    {
        using var file = File.OpenRead(ProductBuild.Current.GatewayAssembly);
        using var assembly = new PEReader(file);
        var metadata = assembly.GetMetadataReader();
        return [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Where(type => metadata.GetString(type.Name) == "NotificationHub")
            .SelectMany(type => type.GetMethods().Select(metadata.GetMethodDefinition))
            .Where(method => (method.Attributes & (MethodAttributes.MemberAccessMask | MethodAttributes.Static | MethodAttributes.SpecialName)) == MethodAttributes.Public)
            .Select(method => metadata.GetString(method.Name))];
    }
}
