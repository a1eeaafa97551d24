#!/usr/bin/env bash
# Runs the benchmarks of all families beside libtorch, piece by piece, and writes a JSON of each piece, for the report:
#
#     jmh/suite.sh quick|full [DIRECTORY [PIECE...]]        DIRECTORY: jmh/results/quick or jmh/results/full by default
#
# quick takes 2 x 200 ms to warm up and 3 x 200 ms to measure, one fork: half an hour; full what the benchmarks say: hours.
# Every piece measures the limits of the machine as well, so that percentages are of the same minutes.
# JAVA: the JDK 25 to run on; JAR: a benchmarks.jar built with -Ppeers; BY: a command to run each piece by, such as taskset;
# JVM: flags to add, such as -XX:UseAVX=2.
set -euo pipefail
cd "$(dirname "$0")/.."

setting=${1:?quick or full}
results=${2:-jmh/results/$setting}
shift $(($# < 2 ? $# : 2))
java=${JAVA:-java}
jar=${JAR:-jmh/target/benchmarks.jar}
if [ -z "${JAR:-}" ]; then
    mvn -B -ntp -q -Ppeers -DskipTests package
fi
mkdir -p "$results"

case $setting in
    quick) times=(-f 1 -wi 2 -i 3 -w 200ms -r 200ms) ;;
    full) times=() ;;
    *) echo "quick or full, not $setting" >&2; exit 1 ;;
esac

sizes=64,1024,4096,65536,1048576,16777216
shapes=1x64,4x256,16x256,64x1024,1024x1024,16384x1024
wanted=("$@")

piece() {     # name, type, family, methods, parameters...
    local name=$1-${2,,} pattern="(limits\\.$2|\\.$2$3(Peer)?Benchmark\\.($4)\$)"
    shift 4
    if [ ${#wanted[@]} -gt 0 ] && [[ " ${wanted[*]} " != *" $name "* ]]; then
        return
    fi
    echo "$(date +%T) $name"
    ${BY:-} "$java" -jar "$jar" "$pattern" "$@" "${times[@]}" -foe false -prof gc -jvmArgsPrepend "-Xmx4g ${JVM:-}" \
        -rf json -rff "$results/$name.json" > "$results/$name.log" 2>&1 || echo "$name failed, see $results/$name.log" >&2
}

for type in Float Double; do
    sides='lossAndGradients?(Reference|Loop)?|libtorch'
    piece pointwise $type Pointwise "$sides" -p size=65536
    piece softmax $type Softmax "$sides" -p shape=64x1024,4096x16
    piece pointwise-sizes $type Pointwise "$sides" -p loss=SquaredError,Logistic -p size=$sizes
    piece softmax-sizes $type Softmax "$sides" -p loss=CrossEntropy -p shape=$shapes
    piece metric $type Metric '[a-z]*LossAndGradients.*|libtorch' -p shape=256x256
done
