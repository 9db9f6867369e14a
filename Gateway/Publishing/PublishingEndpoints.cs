using Notifications.Api;
using Notifications.Cluster;

namespace Notifications.Publishing;

/// <summary>Posts notifications of programs: "export finished".</summary>
internal static class PublishingEndpoints
{
    private const string IdempotencyKey = "Idempotency-Key";
    private const int MaxKey = 200;
    private const int MaxBytes = 64 * 1024;

    public static void MapPublishing(this RouteGroupBuilder api) => api
        .MapPost("/notifications", PublishAsync)
        .RequireAuthorization(ApiRoles.Publisher)
        .WithTags("Notifications")
        .WithSummary("Posts a notification about a subject, for users, groups or whoever looks; once for each Idempotency-Key.")
        .Produces<PublishedView>(StatusCodes.Status202Accepted)
        .Produces<PublishedView>(StatusCodes.Status200OK)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<IResult> PublishAsync(ApiCaller caller, HttpRequest request, PublishingGrains grains)
    {
        if (request.Headers[IdempotencyKey] is not [{ Length: > 0 and <= MaxKey } key])
            return Refuse(StatusCodes.Status400BadRequest, $"Send the header {IdempotencyKey} with 1 to {MaxKey} characters: the same for each try of one notification.");
        var body = await JsonBody.ReadBytesAsync(request);
        if (body.Length > MaxBytes)
            return Refuse(StatusCodes.Status413PayloadTooLarge, $"The body has more than {MaxBytes} bytes.");
        var published = await grains.PublishAsync(
            caller.Site, new Publication(caller.Name, key, body), request.HttpContext.RequestAborted);
        if (published.EventId is not { } id)
            return Refuse(StatusCodes.Status400BadRequest, string.Join(' ', published.Errors));
        return Results.Json(
            new PublishedView(id, published.People, published.IsDuplicate),
            statusCode: published.IsDuplicate ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }

    private static IResult Refuse(int status, string detail) => Results.Problem(detail, statusCode: status);
}

/// <summary>A notification that is committed.</summary>
/// <param name="EventId">The event that carries it.</param>
/// <param name="People">How many people are told by name.</param>
/// <param name="Duplicate">Whether it was there before.</param>
internal sealed record PublishedView(string EventId, int People, bool Duplicate);
