// Program: Queues and stacks.

namespace Lume.Conformance.Programs.Collections;

internal static class QueuesAndStacks
{
    public static void Run()
    {
        Queue<int> queue = new();
        Stack<int> stack = new();
        long check = 0;
        for (int i = 0; i < 200; i++)
        {
            queue.Enqueue(i);
            stack.Push(i);
            if (i % 3 == 0)
            {
                check = (check * 31 % 1000003) + queue.Dequeue() + stack.Pop();
            }
        }

        Out.Line("check", check);
        Out.Line("rest", queue.Count, queue.Peek(), stack.Peek());
        Out.Line("try", queue.TryDequeue(out int first) ? first : -1);
        int sum = 0;
        foreach (int n in queue)
        {
            sum += n;
        }

        Out.Line("sum", sum, stack.Contains(5) ? 1 : 0);
        try
        {
            new Queue<string>().Dequeue();
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("empty", e);
        }
    }
}
