// What a host test sees when the kernel would have stopped.

using System;

namespace Lume.Hal.Fake;

/// <summary>The kernel panicked, halted, or reset the machine.</summary>
/// <param name="message">What it said.</param>
public sealed class FakeHaltException(string message) : Exception(message);
