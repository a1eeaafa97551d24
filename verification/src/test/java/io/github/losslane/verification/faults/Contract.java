package io.github.losslane.verification.faults;

import io.github.losslane.Loss;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.calls.Extent;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.Memory;
import io.github.losslane.verification.calls.Operand;
import io.github.losslane.verification.calls.Pairing;
import io.github.losslane.verification.calls.Values;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is wrong with a call, by what the interfaces say and by nothing that the kernels do: an implementation may complain
 * about any of it, and about nothing else. Where matrices disagree about a size, each of its values counts.
 */
final class Contract {

    private static final int LARGEST_MULTIPLE = 16;

    private final KernelCall call;
    private final List<Violation> violations = new ArrayList<>();

    /** The values that matrices, the length and the loss claim for each size. */
    private final Map<Extent, NavigableSet<Integer>> claims = new EnumMap<>(Extent.class);

    private Contract(KernelCall call) {
        this.call = call;
    }

    /**
     * Reads a call.
     *
     * @param workspace sizes its workspaces were made for
     */
    static Contract of(KernelCall call, Map<Extent, Integer> workspace) {
        Contract contract = new Contract(call);
        contract.collectClaims();
        contract.names().forEach(contract::checkParameter);
        contract.checkSizes(workspace);
        contract.call.memories().forEach(contract::checkOperand);
        return contract;
    }

    /** All that is wrong with the call. */
    List<Violation> violations() {
        return violations;
    }

    /** The elements of an operand that a call with nothing wrong is about. */
    Memory placed(Memory memory) {
        return placed(memory, sizes(memory).iterator().next());
    }

    private List<String> names() {
        return call.method().parameterNames();
    }

    private void collectClaims() {
        claim(Extent.ONE, 1);
        claim(Extent.BOX, Extent.BOX.of(null));
        for (String name : names()) {
            if (name.equals("length")) {
                claim(Extent.ROWS, (int) call.argument(name));
            }
            if (call.argument(name) instanceof CrossEntropy loss && loss.classWeights().size() > 0) {
                claim(Extent.CLASSES, loss.classWeights().size());
            }
        }
        for (Memory memory : call.memories()) {
            if (memory.operand().matrix() && call.argument(memory.operand().name()) != null) {
                claim(memory.operand().rows(), memory.rows());
                claim(memory.operand().columns(), memory.columns());
            }
        }
    }

    private void claim(Extent extent, int size) {
        claims(extent).add(size);
    }

    private NavigableSet<Integer> claims(Extent extent) {
        return claims.computeIfAbsent(extent == Extent.BATCH ? Extent.ROWS : extent, any -> new TreeSet<>());
    }

    private void checkParameter(String name) {
        Object value = call.argument(name);
        if (value == null) {
            violations.add(Violation.nothing(name));
        } else if (name.equals("m") && ((int) value < 1 || (int) value > LARGEST_MULTIPLE)) {
            violations.add(Violation.argument(name, value));
        } else if (value instanceof Loss loss && !Pairing.fits(names(), loss)) {
            violations.add(Violation.argument(loss));
        }
    }

    /** Two sizes of which one is wrong are both told. */
    private void checkSizes(Map<Extent, Integer> workspace) {
        claims.forEach((extent, sizes) -> {
            for (int one : sizes) {
                for (int other : sizes.headSet(one)) {
                    violations.add(Violation.argument(one, other));
                }
                if (names().stream().anyMatch(this::isWorkspace) && one > workspace.getOrDefault(extent, one)) {
                    violations.add(Violation.argument(one, workspace.get(extent)));
                }
            }
        });
    }

    private boolean isWorkspace(String name) {
        return call.method().parameterType(name).getSimpleName().endsWith("Workspace");
    }

    private void checkOperand(Memory memory) {
        Operand operand = memory.operand();
        if (call.argument(operand.name()) == null) {
            return;
        }
        if (!operand.matrix()) {
            for (int size : claims(operand.rows())) {
                checkArray(memory, size);
            }
        }
        if (operand.output()) {
            call.memories().stream().filter(other -> !other.operand().equals(operand)).forEach(other -> checkOverlap(memory, other));
        }
    }

    private void checkArray(Memory memory, int size) {
        String name = memory.operand().name();
        int offset = (int) call.argument(name + "Offset");
        if (size < 0 || offset < 0 || offset > memory.arrayLength() - size) {
            violations.add(Violation.range(name));
        } else if (memory.type() == int.class) {
            for (int row = 0; row < size; row++) {
                checkLabel(memory.operand().values(), row, (int) memory.at(offset).get(row, 0));
            }
        }
    }

    private void checkLabel(Values values, int row, int label) {
        int least = values == Values.OBJECT ? -1 : 0;
        boolean classes = values == Values.LABEL || values == Values.LABEL_OR_IGNORED;
        for (int count : classes ? claims(Extent.CLASSES) : Set.of(2)) {
            if ((label < least || label >= count) && !isIgnored(label)) {
                violations.add(Violation.range(row, label));
            }
        }
    }

    private boolean isIgnored(int label) {
        return names().stream().anyMatch(name -> call.argument(name) instanceof SoftmaxLoss loss && loss.ignores(label));
    }

    private void checkOverlap(Memory output, Memory other) {
        if (output.array() != other.array() || call.argument(other.operand().name()) == null) {
            return;
        }
        for (int rows : sizes(output)) {
            for (int otherRows : sizes(other)) {
                Memory one = placed(output, rows);
                Memory two = placed(other, otherRows);
                boolean inPlace = output.operand().inPlaceOf().contains(other.operand().name())
                        && one.offset() == two.offset() && one.stride() == two.stride();
                if (!inPlace && one.sharesElementsWith(two)) {
                    violations.add(Violation.argument(output.operand().name(), other.operand().name()));
                }
            }
        }
    }

    private Set<Integer> sizes(Memory memory) {
        return memory.operand().matrix() ? Set.of(memory.rows()) : claims(memory.operand().rows());
    }

    /** The elements that the call names. */
    private Memory placed(Memory memory, int rows) {
        return memory.operand().matrix()
                ? memory
                : memory.part(0, rows).at((int) call.argument(memory.operand().name() + "Offset"));
    }
}
