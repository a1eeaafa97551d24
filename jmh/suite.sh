#!/usr/bin/env bash
# Runs the benchmarks of all families beside libtorch, piece by piece, and writes a JSON of each piece, for the report:
#
#     jmh/suite.sh quick|full [DIRECTORY [PIECE...]]        DIRECTORY: jmh/results/quick or jmh/results/full by default
#
# quick runs a piece in one JVM, 4 x 100 ms to warm up and up to 100 x 4 ms to measure, so that some are undisturbed: half an
# hour; full is what the benchmarks say, a JVM each: hours. The report takes the best iteration. Every piece measures the
# limits of the machine as well, so that percentages are of the same minutes.
# JAVA: the JDK 25 to run on; JAR: a benchmarks.jar built with -Ppeers; BY: a command to run each piece by, such as taskset;
# JVM: flags to add, such as -XX:UseAVX=2; SIDES: methods to measure, such as lossAndGradient for ours alone.
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
cat > "$results/machine.properties" <<END
machine=$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores
date=$(date +%F)
command=jmh/suite.sh $setting
END

# what @Fork gives to JVMs of their own; compiling in the foreground makes few iterations enough
flags=(-Xmx4g -XX:-BackgroundCompilation --add-modules=jdk.incubator.vector --sun-misc-unsafe-memory-access=allow
    --enable-native-access=ALL-UNNAMED -Dai.djl.offline=true -Dai.djl.pytorch.num_threads=1
    -Dai.djl.pytorch.num_interop_threads=1 -Dslf4j.internal.verbosity=ERROR ${JVM:-})
case $setting in
    quick) times=(-f 0 -wi 4 -w 100ms -r 4ms) ;;
    full) times=(-jvmArgsPrepend "-Xmx4g ${JVM:-}") ;;
    *) echo "quick or full, not $setting" >&2; exit 1 ;;
esac

sizes=64,1024,4096,65536,1048576,16777216
shapes=1x64,4x256,16x256,64x1024,1024x1024,16384x1024
wanted=("$@")

piece() {     # name, type, families, methods, iterations of quick, parameters...
    local name=$1-${2,,} pattern="(limits\\.$2|\\.$2$3(Peer)?Benchmark\\.($4)\$)" iterations=()
    if [ "$setting" = quick ]; then
        iterations=(-i "$5")
    fi
    shift 5
    if [ ${#wanted[@]} -gt 0 ] && [[ " ${wanted[*]} " != *" $name "* ]]; then
        return
    fi
    echo "$(date +%T) $name"
    rm -f "$results/$name.json"
    if ! ${BY:-} "$java" "${flags[@]}" -jar "$jar" "$pattern" "$@" "${times[@]}" "${iterations[@]}" -foe false -prof gc \
        -rf json -rff "$results/$name.json" > "$results/$name.log" 2>&1; then
        echo "$name failed, see $results/$name.log" >&2
        rm -f "$results/$name.json"
        return
    fi
    "$java" -cp "$jar" io.github.losslane.jmh.report.Compact "$results/$name.json"
}

sides=${SIDES:-'[a-z]*[lL]ossAndGradients?(Reference|Loop)?|libtorch'}
for type in Float Double; do
    piece pointwise $type Pointwise "$sides" 100 -p size=65536
    piece softmax $type Softmax "$sides" 100 -p shape=64x1024
    piece pointwise-sizes $type Pointwise "$sides" 25 -p loss=SquaredError,Logistic -p size=$sizes
    piece softmax-sizes $type Softmax "$sides" 25 -p loss=CrossEntropy -p shape=$shapes
    piece softmax-narrow $type Softmax "$sides" 50 -p shape=4096x16
    piece metric $type Metric "$sides" 100 -p shape=256x256
    piece head $type Head "$sides" 50 -p shape=64x128x10 -p loss=PlainSoftmax,LSoftmax,AmSoftmax,ArcFace
    piece odd $type '(Pointwise|Softmax)' "loss|gradientAndHessian|lossAndGradient(Dense)?|logSumExp|softmax|logSoftmax" 25 \
        -p size=1001 -p shape=64x1001
    piece linear $type Linear "$sides" 25 -p shape=4096x64
    piece center $type Center "step|stepLoop" 25 -p shape=256x512x10
    piece others $type '(Detection|Elementwise|Sum|Boosting)' '[a-z]\w*' 100 -p anchors=65536 -p size=4096
done
