namespace Notifications.Storage;

/// <summary>A store cannot be reached or written at the moment. Nobody knows whether it was written; trying again is safe.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
