// Runs all programs on the machine, once for each variant, and keeps what each printed.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;
using Lume.Hil.Machines;

namespace Lume.Conformance.Tests;

/// <summary>What every program printed on .NET and, by variant, on the machine. Builds the image first.</summary>
public sealed class MachineRuns
{
    // Nothing is printed for this long: the program hangs.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly RepositoryLayout _layout = RepositoryLayout.Find();
    private readonly Dictionary<string, Dictionary<string, string>> _variants = [];
    private readonly Lock _lock = new();
    private Dictionary<string, string>? _reference;
    private readonly HashSet<string> _built = [];

    /// <summary>What the program prints on .NET.</summary>
    public string Reference(string program)
    {
        lock (_lock)
        {
            if (_reference is null)
            {
                Runner.Run([]);
                _reference = Split(Out.Take());
            }

            return _reference[program];
        }
    }

    /// <summary>What the program prints on the machine when it is started with these options.</summary>
    public string OnMachine(string program, string options)
    {
        lock (_lock)
        {
            if (!_variants.TryGetValue(options, out Dictionary<string, string>? outputs))
            {
                _variants[options] = outputs = RunAll(options);
            }

            return outputs.TryGetValue(program, out string? output) ? output : "(it did not run)";
        }
    }

    /// <summary>What is printed on .NET until an exception that nobody takes has ended the program.</summary>
    public static string UnhandledReference()
    {
        HostResult result = HostProcess.RunAsync("dotnet", [typeof(ProgramTable).Assembly.Location, "--unhandled"]).GetAwaiter().GetResult();
        return result.Output;
    }

    /// <summary>The same on the machine; behind it stands the report.</summary>
    public string UnhandledOnMachine()
    {
        string text = Boot(ImageFor(""), "unhandled");
        return text[text.IndexOf("=== unhandled", StringComparison.Ordinal)..];
    }

    /// <summary>The image for these options: where every call may collect, the code itself is another.</summary>
    public string ImageFor(string options)
    {
        lock (_lock)
        {
            bool probed = options.Contains("calls", StringComparison.Ordinal);
            string name = probed ? "conformance-calls" : "conformance";
            if (_built.Add(name))
            {
                Build(probed);
            }

            return _layout.Image(name);
        }
    }

    private void Build(bool probed)
    {
        HostResult result = HostProcess.RunAsync(
            "dotnet",
            ["build", Path.Combine(_layout.Root, "sdk/conformance/Lume.Conformance.csproj"), "-c", "Release", "-p:LumeTarget=kernel", $"-p:LumeCallProbe={probed}", "-v", "quiet", "--nologo", "-nodeReuse:false"],
            folder: _layout.Root).GetAwaiter().GetResult();
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"The image does not build:\n{result.Output}\n{result.Error}");
        }
    }

    /// <summary>A program that stops the machine ends the run: the next machine goes on behind it.</summary>
    private Dictionary<string, string> RunAll(string options)
    {
        string image = ImageFor(options);
        Dictionary<string, string> all = [];
        int next = 0;
        while (next < ProgramTable.Count)
        {
            Dictionary<string, string> some = Split(Boot(image, $"from={next} {options}"));
            foreach ((string program, string output) in some)
            {
                all[program] = output;
            }

            int reached = LastOf(some);
            if (reached < next)
            {
                throw new InvalidOperationException($"The machine started no program with '{options}'.");
            }

            next = reached + 1;
        }

        return all;
    }

    private string Boot(string image, string commandLine)
    {
        MachineOptions options = new()
        {
            Kernel = image,
            Smp = 1,
            Append = commandLine,
        };
        ProcessStartInfo start = new("qemu-system-riscv64") { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (string argument in (string[])[.. options.ToArguments(), "-serial", "stdio", "-monitor", "none"])
        {
            start.ArgumentList.Add(argument);
        }

        using Process qemu = HostProcess.StartBound(start);
        try
        {
            return ReadToEnd(qemu.StandardOutput.BaseStream);
        }
        finally
        {
            qemu.Kill(entireProcessTree: true);
        }
    }

    private static string ReadToEnd(Stream stream)
    {
        MemoryStream all = new();
        byte[] chunk = new byte[1 << 16];
        while (true)
        {
            Task<int> read = stream.ReadAsync(chunk, 0, chunk.Length);
            if (!read.Wait(s_patience) || read.Result == 0)
            {
                break;
            }

            all.Write(chunk, 0, read.Result);
            if (Encoding.UTF8.GetString(all.GetBuffer(), 0, (int)all.Length).Contains("build id ", StringComparison.Ordinal))
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(all.GetBuffer(), 0, (int)all.Length).Replace("\r", "", StringComparison.Ordinal);
    }

    private static int LastOf(Dictionary<string, string> outputs)
    {
        for (int i = ProgramTable.Count - 1; i >= 0; i--)
        {
            if (outputs.ContainsKey(ProgramTable.NameOf(i)))
            {
                return i;
            }
        }

        return -1;
    }

    private static Dictionary<string, string> Split(string text)
    {
        Dictionary<string, string> outputs = [];
        foreach (string part in text.Split("=== ")[1..])
        {
            int end = part.IndexOf('\n', StringComparison.Ordinal);
            if (end > 0)
            {
                outputs[part[..end]] = part[(end + 1)..];
            }
        }

        return outputs;
    }
}
