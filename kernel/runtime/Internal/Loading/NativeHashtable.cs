// ilc's hash tables: buckets of {low byte of the hash, distance of the entry}.

namespace Internal.Runtime.Loading;

/// <summary>Walks the entries of one table, all of them or those of one hash.</summary>
/// <remarks>
/// The first byte holds the width of the bucket index (0, 1, 2: 1, 2, 4 bytes) in its low two bits and the logarithm of the
/// bucket count above. The index follows, one number more than buckets, each counted from behind the first byte.
/// </remarks>
internal unsafe struct NativeHashtable
{
    private readonly byte* _index;
    private readonly int _width;
    private readonly uint _lastBucket;
    private readonly int _low;
    private NativeReader _at;
    private byte* _end;
    private uint _bucket;

    private NativeHashtable(byte* table, int low, uint bucket, bool all)
    {
        _index = table + 1;
        _width = *table & 3;
        _low = low;
        uint mask = (1u << (*table >> 2)) - 1;
        _bucket = bucket & mask;
        _lastBucket = all ? mask : _bucket;
        Open();
    }

    /// <summary>The entries that may have this hash.</summary>
    internal static NativeHashtable Matching(byte* table, uint hash) => new(table, (byte)hash, hash >> 8, all: false);

    /// <summary>All entries.</summary>
    internal static NativeHashtable All(byte* table) => new(table, -1, 0, all: true);

    /// <summary>The next entry; false when there is none.</summary>
    internal bool TryNext(out NativeReader entry)
    {
        while (true)
        {
            while (_at.Position < _end)
            {
                byte low = _at.ReadByte();
                entry = _at.ReadRelative();
                if (_low < 0 || low == _low)
                {
                    return true;
                }
            }

            if (_bucket == _lastBucket)
            {
                entry = default;
                return false;
            }

            _bucket++;
            Open();
        }
    }

    private void Open()
    {
        _at = new NativeReader(_index + Bound(_bucket));
        _end = _index + Bound(_bucket + 1);
    }

    private readonly uint Bound(uint bucket) => _width switch
    {
        0 => _index[bucket],
        1 => ((ushort*)_index)[bucket],
        _ => ((uint*)_index)[bucket],
    };
}
