// The few facts about the running system that code may ask, and the way to stop it.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System;

/// <summary>The environment of compiled C#.</summary>
public static unsafe class Environment
{
    /// <summary>The line break of text.</summary>
    public static string NewLine => "\n";

    /// <summary>Whether the machine word has 64 bits.</summary>
    public static bool Is64BitProcess => true;

    /// <summary>Stops the machine: prints the message, registers and a backtrace.</summary>
    [DoesNotReturn]
    public static void FailFast(string? message)
    {
        string text = message ?? "Environment.FailFast was called.";
        fixed (char* first = text)
        {
            InternalCalls.Fail(first, text.Length);
        }

        while (true)
        {
        }
    }

    /// <summary>Stops the machine; the exception's message follows the text.</summary>
    [DoesNotReturn]
    public static void FailFast(string? message, Exception? exception) =>
        FailFast(exception is null ? message : message + " " + exception.Message);
}
