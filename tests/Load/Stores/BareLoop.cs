using System.Diagnostics;

namespace Notifications.Tests.Load.Stores;

/// <summary>
/// The limit: one thread that writes the same rows into tables of the same shape, by multi-row statements, and does nothing else.
/// </summary>
/// <param name="perItem">How many rows of each table belong to one item.</param>
internal sealed class BareLoop(StoreUnderLoad store, params (BareRows Rows, int PerItem)[] perItem)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    /// <summary>Items a second, in transactions of so many items.</summary>
    public double Most(int size)
    {
        using var connection = store.OpenBare();
        var tables = perItem.Select(one => (Table: new BareTable(store, connection, one.Rows), one.PerItem)).ToArray();
        var (time, items) = (TimeSpan.Zero, 0);
        while (time < Long)
        {
            if (!HaveRoom(tables, size))
                break;
            time += Write(connection, tables, size);
            items += size;
        }

        return items / time.TotalSeconds;
    }

    /// <summary>How long after each item was due it was committed, in ms, at so many items a second.</summary>
    public double[] Paced(int rate, TimeSpan duration)
    {
        using var connection = store.OpenBare();
        var tables = perItem.Select(one => (Table: new BareTable(store, connection, one.Rows), one.PerItem)).ToArray();
        var delays = new double[(int)(rate * duration.TotalSeconds)];
        var start = Stopwatch.GetTimestamp();
        for (var done = 0; done < delays.Length;)
        {
            var due = Math.Min(delays.Length, (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * rate) + 1) - done;
            if (due == 0)
            {
                Thread.Yield();
                continue;
            }

            HaveRoom(tables, due);
            Write(connection, tables, due);
            var now = Stopwatch.GetElapsedTime(start).TotalSeconds;
            for (; due > 0; due--, done++)
                delays[done] = (now - (done / (double)rate)) * 1000;
        }

        return delays;
    }

    private static bool HaveRoom((BareTable Table, int PerItem)[] tables, int size)
    {
        if (!Array.TrueForAll(tables, table => table.Table.HasRoom(size * table.PerItem)))
        {
            foreach (var (table, _) in tables)
                table.Create();
        }

        return Array.TrueForAll(tables, table => table.Table.HasRoom(size * table.PerItem));
    }

    private static TimeSpan Write(System.Data.Common.DbConnection connection, (BareTable Table, int PerItem)[] tables, int size)
    {
        var began = Stopwatch.GetTimestamp();
        using var transaction = connection.BeginTransaction();
        foreach (var (table, rows) in tables)
            table.Insert(transaction, size * rows);
        transaction.Commit();
        return Stopwatch.GetElapsedTime(began);
    }
}
