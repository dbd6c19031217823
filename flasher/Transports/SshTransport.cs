// A serial port of another machine through ssh: the remote side is a few lines of POSIX shell that pump bytes.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Transports;

/// <summary>Opens <c>[USER@]HOST[:PORT]/dev/ttyUSB0</c>.</summary>
public static partial class SshTransport
{
    /// <summary>Environment variable that names another program than <c>ssh</c>.</summary>
    public const string ProgramVariable = "LUME_SSH";

    /// <summary>Opens a remote port. ssh asks nothing: keys and known hosts have to be in place.</summary>
    /// <exception cref="FlashException">The text is no such address, or ssh is not installed.</exception>
    public static StreamTransport Open(string address, int baudRate)
    {
        Match parts = Address().Match(address);
        if (!parts.Success)
        {
            throw new FlashException(FlashError.Usage, $"'{address}' is not [USER@]HOST[:PORT]/dev/NAME.", $"--port takes {PortAddress.Forms}.");
        }

        string program = Environment.GetEnvironmentVariable(ProgramVariable) ?? "ssh";
        ProcessStartInfo start = new(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        List<string> arguments = ["-T", "-o", "BatchMode=yes", "-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3"];
        if (parts.Groups["port"].Success)
        {
            arguments.AddRange(["-p", parts.Groups["port"].Value]);
        }

        foreach (string argument in (string[])[.. arguments, parts.Groups["host"].Value, Pump(parts.Groups["device"].Value, baudRate)])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            Process process = Process.Start(start)!;
            return new StreamTransport("ssh://" + address, new ProcessStream(process));
        }
        catch (Win32Exception e)
        {
            throw new FlashException(FlashError.PortNotFound, $"{program} cannot be started: {e.Message}", "Type: sudo apt-get install openssh-client", e);
        }
    }

    // Either cat ends the other: the reader when the port vanishes, the writer when this side closes. A reader that stayed
    // would swallow what the next session waits for. Nothing but stty and cat is needed over there.
    private static string Pump(string device, int baudRate) => string.Create(
        CultureInfo.InvariantCulture,
        $"exec 3<>'{device}' 4<&0 && {{ stty {baudRate} raw -echo -hupcl <&3 || exit; "
        + $"cat <&3 & r=$!; {{ cat <&4 >&3; kill $r; }} & w=$!; wait $r; kill $w; }}");

    [GeneratedRegex("^(?<host>([A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9._-]*)(:(?<port>[0-9]{1,5}))?(?<device>/[A-Za-z0-9._/:@+-]+)$")]
    private static partial Regex Address();

    // Standard input and output of ssh as one stream; why ssh ended is the last thing that a reader learns.
    private sealed class ProcessStream : Stream
    {
        private readonly Process _process;
        private readonly Task<string> _complaints;

        public ProcessStream(Process process)
        {
            _process = process;
            // On a thread of its own: a pool that is busy would keep the reason until nobody waits for it.
            _complaints = Task.Factory.StartNew(
                process.StandardError.ReadToEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            int length = _process.StandardOutput.BaseStream.Read(buffer);
            if (length == 0 && _complaints.Wait(TimeSpan.FromSeconds(5)) && _complaints.Result.Trim() is { Length: > 0 } why)
            {
                throw new IOException("ssh: " + why);
            }

            return length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => _process.StandardInput.BaseStream.Write(buffer);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => _process.StandardInput.BaseStream.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            try
            {
                _process.StandardInput.Close();
                if (!_process.WaitForExit(2000))
                {
                    _process.Kill(entireProcessTree: true);
                }
            }
            catch (Exception e) when (e is IOException or InvalidOperationException or Win32Exception)
            {
                // It ended by itself meanwhile.
            }

            _process.Dispose();
        }
    }
}
