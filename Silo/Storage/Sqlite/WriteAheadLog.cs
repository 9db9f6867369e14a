using System.Buffers.Binary;

namespace Notifications.Storage.Sqlite;

/// <summary>
/// Reads the frames of a file <c>-wal</c>. SQLite goes as far as they are whole and says nothing of the rest: commits that were on
/// disk would be gone in silence when one byte before them has changed.
/// </summary>
/// <seealso href="https://www.sqlite.org/fileformat2.html#walformat"/>
internal static class WriteAheadLog
{
    private const int HeaderSize = 32;
    private const int FrameHeaderSize = 24;
    private const uint BigEndianMagic = 0x377f0683;
    private const uint LittleEndianMagic = 0x377f0682;

    /// <summary>
    /// How many commits of the log come after its first frame that is not whole. A process that is killed leaves none; a machine that
    /// loses its power may, of what was not on disk yet.
    /// </summary>
    public static int CommitsAfterDamage(string file)
    {
        if (!File.Exists(file))
            return 0;
        using var log = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (log.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
            return 0;
        var magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (magic is not (BigEndianMagic or LittleEndianMagic))
            return 0;
        var sum = new Checksum(magic == BigEndianMagic);
        sum.Add(header[..24]);
        var pageSize = (int)BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
        return pageSize is < 512 or > 65_536 ? 0 : Walk(log, header[16..24].ToArray(), pageSize, sum, sum.Is(header[24..]));
    }

    private static int Walk(FileStream log, byte[] salts, int pageSize, Checksum sum, bool isWhole)
    {
        var frame = new byte[FrameHeaderSize + pageSize];
        var commits = 0;
        while (log.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            // Frames of an earlier round of the log have other salts.
            var isOurs = frame.AsSpan(8, 8).SequenceEqual(salts);
            sum.Add(frame.AsSpan(0, 8));
            sum.Add(frame.AsSpan(FrameHeaderSize));
            var isWholeNow = isWhole && isOurs && sum.Is(frame.AsSpan(16, 8));
            var isCommit = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) > 0;
            // The frame itself may be the damaged one: its own commit counts too.
            if (!isWholeNow && isOurs && isCommit)
                commits++;
            isWhole = isWholeNow;
        }

        return commits;
    }

    private struct Checksum(bool isBigEndian)
    {
        private uint _first;
        private uint _second;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            for (var i = 0; i + 8 <= bytes.Length; i += 8)
            {
                _first += Read(bytes[i..]) + _second;
                _second += Read(bytes[(i + 4)..]) + _first;
            }
        }

        public readonly bool Is(ReadOnlySpan<byte> stored) =>
            BinaryPrimitives.ReadUInt32BigEndian(stored) == _first && BinaryPrimitives.ReadUInt32BigEndian(stored[4..]) == _second;

        private readonly uint Read(ReadOnlySpan<byte> bytes) =>
            isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}
