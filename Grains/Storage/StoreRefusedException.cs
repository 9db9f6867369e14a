namespace Notifications.Storage;

/// <summary>
/// A store is there and does not take what is to be written: a text that it can't hold, a row that is too large, a constraint. It
/// was not written, and trying again does not help.
/// </summary>
public sealed class StoreRefusedException(string message, Exception? inner = null) : Exception(message, inner);
