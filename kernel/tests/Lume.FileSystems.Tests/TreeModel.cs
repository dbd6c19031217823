// A plain model of a directory tree: what Linux would answer, computed the slow way.
using System;
using System.Collections.Generic;
using System.Linq;
using Lume.Abi;

namespace Lume.FileSystems.Tests;

/// <summary>A node of the model.</summary>
internal sealed class ModelNode
{
    public Dictionary<string, ModelNode>? Names { get; init; }

    public string? Target { get; init; }

    public byte[] Content { get; set; } = [];

    public int Links { get; set; } = 1;

    public bool IsDirectory => Names is not null;

    public static ModelNode Directory() => new() { Names = new Dictionary<string, ModelNode>(StringComparer.Ordinal), Links = 2 };
}

/// <summary>A tree; paths are absolute. Only root asks, so permissions never matter.</summary>
internal sealed class TreeModel
{
    private const int MaxLinks = 40;

    public ModelNode Root { get; } = ModelNode.Directory();

    public Errno Walk(string path, bool followLast, out ModelNode? node)
    {
        Errno error = WalkParent(path, followLast, out ModelNode parent, out string name, out bool slash, out _, mustExist: true);
        node = null;
        if (error != Errno.None)
        {
            return error;
        }

        node = name.Length == 0 ? parent : parent.Names!.GetValueOrDefault(name);
        if (node is null)
        {
            return Errno.ENOENT;
        }

        return slash && !node.IsDirectory ? Errno.ENOTDIR : Errno.None;
    }

    // Stops before the last component; name is empty if the place is reached already. Links at the end are followed if asked.
    public Errno WalkParent(
        string path, bool followLast, out ModelNode parent, out string name, out bool slash, out string special,
        bool mustExist = false)
    {
        List<ModelNode> stack = [Root];
        Queue<string> pending = new(path.Split('/', StringSplitOptions.RemoveEmptyEntries));
        slash = path.EndsWith('/');
        name = "";
        special = "/";
        int links = 0;
        while (pending.Count != 0)
        {
            parent = stack[^1];
            string part = pending.Dequeue();
            special = part;
            if (!parent.IsDirectory)
            {
                return Errno.ENOTDIR;
            }

            if (part == ".")
            {
                slash |= pending.Count == 0;
                continue;
            }

            if (part == "..")
            {
                slash |= pending.Count == 0;
                if (stack.Count > 1)
                {
                    stack.RemoveAt(stack.Count - 1);
                }

                continue;
            }

            bool isLast = pending.Count == 0;
            ModelNode? child = parent.Names!.GetValueOrDefault(part);
            bool follows = child?.Target is not null && (!isLast || (mustExist ? followLast || slash : followLast && !slash));
            if (isLast && !follows)
            {
                name = part;
                return Errno.None;
            }

            if (child is null)
            {
                return Errno.ENOENT;
            }

            if (child.Target is { } target)
            {
                if (++links > MaxLinks)
                {
                    return Errno.ELOOP;
                }

                slash |= isLast && target.EndsWith('/');
                pending = new Queue<string>(target.Split('/', StringSplitOptions.RemoveEmptyEntries).Concat(pending));
                if (target.StartsWith('/'))
                {
                    stack = [Root];
                }

                continue;
            }

            stack.Add(child);
        }

        parent = stack[^1];
        return Errno.None;
    }

    public Errno Make(string path, ModelNode node)
    {
        Errno error = WalkParent(path, false, out ModelNode parent, out string name, out bool slash, out _);
        if (error != Errno.None)
        {
            return error;
        }

        if (name.Length == 0 || parent.Names!.ContainsKey(name))
        {
            return Errno.EEXIST;
        }

        if (slash && !node.IsDirectory)
        {
            return Errno.ENOENT;
        }

        parent.Names[name] = node;
        parent.Links += node.IsDirectory ? 1 : 0;
        return Errno.None;
    }

    public Errno Write(string path, byte[] content)
    {
        Errno error = WalkParent(path, true, out ModelNode parent, out string name, out bool slash, out _);
        if (error != Errno.None)
        {
            return error;
        }

        if (name.Length == 0 || slash)
        {
            return Errno.EISDIR;
        }

        if (!parent.Names!.TryGetValue(name, out ModelNode? node))
        {
            node = new ModelNode();
            parent.Names[name] = node;
        }

        if (node.IsDirectory)
        {
            return Errno.EISDIR;
        }

        node.Content = content;
        return Errno.None;
    }

    public Errno Unlink(string path)
    {
        Errno error = WalkParent(path, false, out ModelNode parent, out string name, out bool slash, out _);
        if (error != Errno.None)
        {
            return error;
        }

        if (name.Length == 0)
        {
            return Errno.EISDIR;
        }

        if (!parent.Names!.TryGetValue(name, out ModelNode? node))
        {
            return Errno.ENOENT;
        }

        if (node.IsDirectory)
        {
            return Errno.EISDIR;
        }

        if (slash)
        {
            return Errno.ENOTDIR;
        }

        node.Links--;
        parent.Names.Remove(name);
        return Errno.None;
    }

    public Errno RemoveDirectory(string path)
    {
        Errno error = WalkParent(path, false, out ModelNode parent, out string name, out _, out string special);
        if (error != Errno.None)
        {
            return error;
        }

        if (name.Length == 0)
        {
            return special switch { "." => Errno.EINVAL, ".." => Errno.ENOTEMPTY, _ => Errno.EBUSY };
        }

        if (!parent.Names!.TryGetValue(name, out ModelNode? node))
        {
            return Errno.ENOENT;
        }

        if (!node.IsDirectory)
        {
            return Errno.ENOTDIR;
        }

        if (node.Names!.Count != 0)
        {
            return Errno.ENOTEMPTY;
        }

        parent.Names.Remove(name);
        parent.Links--;
        return Errno.None;
    }

    public Errno Link(string from, string to)
    {
        Errno error = Walk(from, false, out ModelNode? node);
        if (error != Errno.None)
        {
            return error;
        }

        error = WalkParent(to, false, out ModelNode parent, out string name, out bool slash, out _);
        if (error != Errno.None)
        {
            return error;
        }

        if (name.Length == 0 || parent.Names!.ContainsKey(name))
        {
            return Errno.EEXIST;
        }

        if (slash)
        {
            return Errno.ENOENT;
        }

        if (node!.IsDirectory)
        {
            return Errno.EPERM;
        }

        node.Links++;
        parent.Names[name] = node;
        return Errno.None;
    }

    public Errno Rename(string from, string to, bool noReplace, bool exchange)
    {
        Errno error = WalkParent(from, false, out ModelNode source, out string oldName, out bool oldSlash, out _);
        if (error != Errno.None)
        {
            return error;
        }

        error = WalkParent(to, false, out ModelNode target, out string newName, out bool newSlash, out _);
        if (error != Errno.None)
        {
            return error;
        }

        if (oldName.Length == 0 || newName.Length == 0)
        {
            return noReplace && oldName.Length != 0 ? Errno.EEXIST : Errno.EBUSY;
        }

        if (!source.Names!.TryGetValue(oldName, out ModelNode? node))
        {
            return Errno.ENOENT;
        }

        target.Names!.TryGetValue(newName, out ModelNode? existing);
        if (existing is not null && noReplace)
        {
            return Errno.EEXIST;
        }

        if (existing is null && exchange)
        {
            return Errno.ENOENT;
        }

        bool targetMayBeDirectory = exchange ? existing!.IsDirectory : node.IsDirectory;
        if ((!node.IsDirectory && oldSlash) || (!targetMayBeDirectory && newSlash))
        {
            return Errno.ENOTDIR;
        }

        if (IsWithin(target, node))
        {
            return Errno.EINVAL;
        }

        if (existing is not null && IsWithin(source, existing))
        {
            return exchange ? Errno.EINVAL : Errno.ENOTEMPTY;
        }

        if (ReferenceEquals(existing, node))
        {
            return Errno.None;
        }

        if (!exchange && existing is not null && existing.IsDirectory != node.IsDirectory)
        {
            return node.IsDirectory ? Errno.ENOTDIR : Errno.EISDIR;
        }

        if (!exchange && existing is { IsDirectory: true, Names.Count: not 0 })
        {
            return Errno.ENOTEMPTY;
        }

        Move(source, oldName, target, newName, node, existing, exchange);
        return Errno.None;
    }

    private static void Move(
        ModelNode source, string oldName, ModelNode target, string newName, ModelNode node, ModelNode? existing, bool exchange)
    {
        source.Names!.Remove(oldName);
        source.Links -= node.IsDirectory ? 1 : 0;
        target.Names!.Remove(newName);
        target.Links -= existing is { IsDirectory: true } ? 1 : 0;
        target.Names[newName] = node;
        target.Links += node.IsDirectory ? 1 : 0;
        if (exchange)
        {
            source.Names[oldName] = existing!;
            source.Links += existing!.IsDirectory ? 1 : 0;
        }
        else if (existing is { IsDirectory: false })
        {
            existing.Links--;
        }
    }

    private static bool IsWithin(ModelNode node, ModelNode tree) =>
        ReferenceEquals(node, tree) || (tree.IsDirectory && tree.Names!.Values.Any(child => IsWithin(node, child)));
}
