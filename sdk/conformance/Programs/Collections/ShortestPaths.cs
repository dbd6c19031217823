// Program: Shortest paths.

namespace Lume.Conformance.Programs.Collections;

internal static class ShortestPaths
{
    public static void Run()
    {
        const int N = 40;
        Dictionary<int, List<(int To, int Cost)>> graph = [];
        for (int i = 0; i < N; i++)
        {
            graph[i] = [((i * 7 + 3) % N, i % 5 + 1), ((i + 1) % N, 9), ((i * i + 1) % N, 4)];
        }

        int[] distance = new int[N];
        Array.Fill(distance, int.MaxValue);
        distance[0] = 0;
        Queue<int> queue = new([0]);
        while (queue.TryDequeue(out int at))
        {
            foreach ((int to, int cost) in graph[at])
            {
                if (distance[at] + cost < distance[to])
                {
                    distance[to] = distance[at] + cost;
                    queue.Enqueue(to);
                }
            }
        }

        Out.Numbers("distances", distance);
    }
}
