// What the servers of this tool give away: files that were read whole before, under names made up here. There is no folder to escape from.
using System;

namespace Lume.Flasher.Servers;

/// <summary>One file.</summary>
/// <param name="Name">The name that a client asks for; no slash in front.</param>
/// <param name="Bytes">All of it.</param>
public sealed record ServedFile(string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>Called with the name of a file and how many of its bytes a client has taken. On a thread of the server.</summary>
public delegate void ServedBytes(string name, long done);

/// <summary>A server of a fixed list of files. Disposing it closes the port and ends its threads.</summary>
public interface IFileServer : IDisposable
{
    /// <summary>The port that it listens on.</summary>
    int Port { get; }
}
