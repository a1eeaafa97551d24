#!/usr/bin/env bash
# Measures kernels beside the same losses in C by AVX-512 intrinsics and prints a table:
#
#     jmh/intrinsics.sh [JSON]        jmh/results/intrinsics.json by default
#
# Needs gcc and a processor with AVX-512. JAVA: the JDK 25 to run on; BY: a command to run it by, such as taskset.
set -euo pipefail
cd "$(dirname "$0")/.."

json=${1:-jmh/results/intrinsics.json}
java=${JAVA:-java}
jar=jmh/target/benchmarks.jar
library=$PWD/jmh/target/liblosses.so

mvn -B -ntp -q -Pintrinsics -DskipTests package
gcc -O3 -march=native -Wall -Wextra -Werror -shared -fPIC -o "$library" jmh/src/intrinsics/c/losses.c
mkdir -p "$(dirname "$json")"
${BY:-} "$java" -jar "$jar" IntrinsicsBenchmark -jvmArgsPrepend "-Dlosslane.intrinsics=$library" -foe true \
    -rf json -rff "$json" > "${json%.json}.log" 2>&1 || { tail -n 20 "${json%.json}.log" >&2; exit 1; }
"$java" -cp "$jar" io.github.losslane.jmh.report.Compact "$json"
"$java" -cp "$jar" io.github.losslane.jmh.report.BesideC "$json"
