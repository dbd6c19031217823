// The ready list of an epoll set.
using System;
using Lume.Abi;

namespace Lume.Kernel.Ipc;

public sealed partial class EpollFile
{
    private int Collect(Span<EpollEvent> events)
    {
        int count = 0;
        EpollItem? again = null;
        _mutex.Acquire();
        while (count < events.Length && TryDequeue(out EpollItem? item))
        {
            EpollEvents wanted = item!.Events;
            PollEvents ready = item.File.GetReadiness() & (PollEvents)(wanted & EpollEvents.PollMask);
            if (ready == PollEvents.None)
            {
                continue;
            }

            events[count++] = new EpollEvent { Events = (EpollEvents)(uint)ready, Data = item.Data };
            if ((wanted & EpollEvents.OneShot) != 0)
            {
                // Disarmed until EPOLL_CTL_MOD: no event matches.
                item.Events = wanted & InputFlags;
            }
            else if ((wanted & EpollEvents.EdgeTriggered) == 0)
            {
                item.NextLevel = again;
                again = item;
            }
        }

        // Level-triggered files stay in the list until a look finds them quiet.
        while (again is not null)
        {
            Enqueue(again);
            EpollItem? next = again.NextLevel;
            again.NextLevel = null;
            again = next;
        }

        _mutex.Release();
        return count;
    }

    private void Enqueue(EpollItem item)
    {
        using (_readyLock.Enter())
        {
            if (item.IsQueuedReady)
            {
                return;
            }

            item.IsQueuedReady = true;
            item.NextReady = null;
            if (_lastReady is null)
            {
                _firstReady = item;
            }
            else
            {
                _lastReady.NextReady = item;
            }

            _lastReady = item;
        }
    }

    private bool TryDequeue(out EpollItem? item)
    {
        using (_readyLock.Enter())
        {
            item = _firstReady;
            if (item is null)
            {
                return false;
            }

            _firstReady = item.NextReady;
            _lastReady = _firstReady is null ? null : _lastReady;
            item.NextReady = null;
            item.IsQueuedReady = false;
            return true;
        }
    }

    private void Dequeue(EpollItem item)
    {
        using (_readyLock.Enter())
        {
            if (!item.IsQueuedReady)
            {
                return;
            }

            EpollItem? before = null;
            EpollItem? step = _firstReady;
            while (step is not null && !ReferenceEquals(step, item))
            {
                before = step;
                step = step.NextReady;
            }

            if (before is null)
            {
                _firstReady = item.NextReady;
            }
            else
            {
                before.NextReady = item.NextReady;
            }

            if (ReferenceEquals(_lastReady, item))
            {
                _lastReady = before;
            }

            item.NextReady = null;
            item.IsQueuedReady = false;
        }
    }
}
