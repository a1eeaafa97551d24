package io.github.losslane.verification.calls;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.Loss;
import io.github.losslane.Reduction;
import io.github.losslane.linear.Regularizer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A method of a kernel interface, of one provider, and the losses it is called with, if it takes any. */
public final class KernelMethod {

    private final String provider;
    private final Method method;
    private final List<Parameter> parameters;
    private final List<LossSample> samples;
    private final MethodHandle handle;

    KernelMethod(String provider, Object kernels, Method method, List<LossSample> samples) {
        this.provider = provider;
        this.method = method;
        this.parameters = List.of(method.getParameters());
        this.samples = samples;
        try {
            this.handle = MethodHandles.publicLookup()
                    .unreflect(method)
                    .bindTo(kernels)
                    .asSpreader(Object[].class, parameters.size())
                    .asType(MethodType.methodType(double.class, Object[].class));
        } catch (IllegalAccessException exception) {
            throw new IllegalStateException("a kernel interface that is not public: " + method, exception);
        }
    }

    /** Interface, method, operands and losses: what no two have in common. */
    public String name() {
        return Stream.concat(Stream.of(nameWithoutLoss()), samples.stream().map(LossSample::name))
                .collect(Collectors.joining(" "));
    }

    /** Interface, method and operands. */
    public String nameWithoutLoss() {
        String operands = operands().map(Operand::name).collect(Collectors.joining(", ", "(", ")"));
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + operands;
    }

    /** The name with that of the provider. */
    public String fullName() {
        return provider + ": " + name();
    }

    /** The names of the parameters, in order. */
    public List<String> parameterNames() {
        return parameters.stream().map(Parameter::getName).toList();
    }

    /** The type of a parameter. */
    public Class<?> parameterType(String name) {
        return parameters.get(parameterNames().indexOf(name)).getType();
    }

    /** Shapes in which each of the sizes the method knows takes the given value: rows, then what else there is. */
    public List<Shape> shapes(int size) {
        List<Shape> shapes = new ArrayList<>(List.of(Shape.tall(size)));
        if (operands().anyMatch(operand -> operand.uses(Extent.CLASSES))) {
            shapes.add(Shape.wide(size));
        }
        if (operands().anyMatch(operand -> operand.uses(Extent.DIMENSION))) {
            shapes.add(Shape.deep(size));
        }
        return shapes;
    }

    /** Whether the method makes one number of the losses of all rows. */
    public boolean reduces() {
        return takes(Reduction.class);
    }

    /** Whether the method has a parameter of a type. */
    public boolean takes(Class<?> type) {
        return parameters.stream().anyMatch(parameter -> parameter.getType() == type);
    }

    /** Number of combinations of reduction, regularizer, multiple and factor. */
    public int variations() {
        int reductions = reduces() ? Setup.REDUCTIONS.size() : 1;
        int regularizers = takes(Regularizer.class) ? Setup.REGULARIZERS.size() : 1;
        int multiples = parameterNames().contains("m") ? Setup.LARGEST_MULTIPLE : 1;
        int factors = takesFactor() ? Setup.FACTORS.size() : 1;
        return reductions * regularizers * multiples * factors;
    }

    private boolean takesFactor() {
        return parameters.stream().anyMatch(each -> each.getType() == double.class && !each.getName().equals("bias"));
    }

    /** The loss of a type it is called with in a shape. */
    public Loss loss(Class<?> type, Shape shape) {
        return losses(shape).stream().filter(type::isInstance).findFirst().orElseThrow();
    }

    private List<Loss> losses(Shape shape) {
        return samples.stream().map(sample -> sample.of(shape.classes())).toList();
    }

    /** A call with arguments of its own. */
    public KernelCall call(Setup setup) {
        List<Memory> memories = new ArrayList<>();
        Object[] arguments = new Object[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(parameters.get(i), setup, memories);
        }
        return new KernelCall(this, handle, arguments, memories);
    }

    KernelCall call(Object[] arguments, List<Memory> memories) {
        return new KernelCall(this, handle, arguments, memories);
    }

    /** The value of a parameter by its type and name; a parameter of a new kind adds a line here. */
    private Object argument(Parameter parameter, Setup setup, List<Memory> memories) {
        Class<?> type = parameter.getType();
        String name = parameter.getName();
        if (isOperand(parameter)) {
            memories.add(setup.memory(operand(parameter).of(losses(setup.shape())), elementType(type), memories.size()));
            return memories.getLast().argument();
        }
        if (type == int.class && name.endsWith("Offset")) {
            return memories.getLast().offset();
        }
        if (type == int.class && name.equals("length")) {
            return setup.shape().rows();
        }
        if (type == int.class && name.equals("m")) {
            return setup.multiple();
        }
        if (type == float.class && name.equals("bias")) {
            return (float) setup.bias(type);
        }
        if (type == double.class && name.equals("bias")) {
            return setup.bias(type);
        }
        if (type == double.class) {
            return setup.factor();
        }
        if (type == Reduction.class) {
            return setup.reduction();
        }
        if (type == Regularizer.class) {
            return setup.regularizer();
        }
        if (Loss.class.isAssignableFrom(type)) {
            return loss(type, setup.shape());
        }
        if (type.getSimpleName().endsWith("Workspace")) {
            return Workspaces.create(type, setup.shape());
        }
        throw new IllegalStateException("no value is known for " + parameter + " of " + method);
    }

    private Stream<Operand> operands() {
        return parameters.stream()
                .filter(KernelMethod::isOperand)
                .map(this::operand);
    }

    private Operand operand(Parameter parameter) {
        String family = method.getDeclaringClass().getSimpleName().replaceFirst("^(Float|Double)", "");
        return Operand.of(family + "." + method.getName(), parameter.getName(), !parameter.getType().isArray());
    }

    private static boolean isOperand(Parameter parameter) {
        Class<?> type = parameter.getType();
        return type.isArray() || type == FloatMatrix.class || type == DoubleMatrix.class;
    }

    private static Class<?> elementType(Class<?> type) {
        return type.isArray() ? type.componentType() : type == FloatMatrix.class ? float.class : double.class;
    }
}
