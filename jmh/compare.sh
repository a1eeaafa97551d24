#!/usr/bin/env bash
# Is this commit slower than that one? Builds HEAD and a commit in worktrees and runs a short suite of both, taking turns:
#
#     jmh/compare.sh COMMIT [PATTERN [JMH OPTIONS...]]
#
# for example jmh/compare.sh main 'FloatPointwiseBenchmark.lossAndGradient$' -p size=4096. ROUNDS is how many forks each side
# has (6), JAVA the JDK 25. Only differences that noise does not explain are flagged (report.Regressions); exits with 1 if
# HEAD is slower somewhere. Changes that are not committed do not take part.
set -euo pipefail
cd "$(dirname "$0")/.."

commit=${1:?a commit}
pattern=${2:-'Float(Pointwise|Softmax|Metric)Benchmark.*[lL]ossAndGradients?$'}
shift $(($# < 2 ? $# : 2))
options=("$@")
if [ ${#options[@]} -eq 0 ]; then
    options=(-p size=4096 -p shape=16x512)
fi
java=${JAVA:-java}
work=$(mktemp -d)
trap 'git worktree remove --force "$work/head"; git worktree remove --force "$work/base"; rm -rf "$work"' EXIT

git worktree add --quiet --detach "$work/head" HEAD
git worktree add --quiet --detach "$work/base" "$commit"
for side in head base; do
    (cd "$work/$side" && mvn -B -ntp -q -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip -pl jmh -am package)
done

# turn about, so that a slow minute of the machine hits both; the second side of a round begins the next one
sides=(head base)
for round in $(seq "${ROUNDS:-6}"); do
    for side in "${sides[@]}"; do
        echo "round $round: $side"
        "$java" -jar "$work/$side/jmh/target/benchmarks.jar" "$pattern" "${options[@]}" \
            -f 1 -wi 3 -w 200ms -i 5 -r 50ms -foe false -rf json -rff "$work/$side-$round.json" > "$work/$side-$round.log" 2>&1
    done
    sides=("${sides[1]}" "${sides[0]}")
done
"$java" -cp "$work/head/jmh/target/benchmarks.jar" io.github.losslane.jmh.report.Regressions "$work" base head
