// The wire itself failed, not the protocol on it: no retry on the same transport can help.
using System;

namespace Lume.Flasher.Errors;

/// <summary>The transport is gone: cable pulled, adapter unplugged, socket closed by the peer.</summary>
public sealed class LineLostException(string line, string why, Exception? inner = null)
    : FlashException(FlashError.LineLost, $"The line {line} was lost: {why}", inner: inner);
