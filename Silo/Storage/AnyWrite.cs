using System.Data.Common;

namespace Notifications.Storage;

/// <summary>Writes of no common kind: each does what it likes, and undoes nobody else's where it fails.</summary>
internal sealed class AnyWrite<T> : Batch<Func<DbTransaction, T>, Attempt<T>>
{
    private const string Mark = "write";

    /// <summary>There is no more to it.</summary>
    public static AnyWrite<T> Instance { get; } = new();

    protected override IReadOnlyList<Attempt<T>> Execute(DbTransaction transaction, IReadOnlyList<Func<DbTransaction, T>> items) =>
        [.. items.Select(write => Execute(transaction, write))];

    private static Attempt<T> Execute(DbTransaction transaction, Func<DbTransaction, T> write)
    {
        transaction.Save(Mark);
        try
        {
            var value = write(transaction);
            transaction.Release(Mark);
            return new Attempt<T>(value, null);
        }
        catch (Exception e) when (e is not DbException)
        {
            transaction.Rollback(Mark);
            return new Attempt<T>(default, e);
        }
    }
}

/// <summary>What a write answered, or why it did not.</summary>
internal sealed class Attempt<T>(T? value, Exception? failure)
{
    /// <summary>The answer; throws what the write has thrown.</summary>
    public T Value
    {
        get
        {
            if (failure is not null)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            return value!;
        }
    }
}
