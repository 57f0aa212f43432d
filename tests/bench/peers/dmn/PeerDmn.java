// Policy P as a DMN model in Drools' engine: policy_p.dmn over records with decimal numbers.
// java PeerDmn MODEL FOLDER RUNS LIMIT

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

public final class PeerDmn {
  private static final List<String> COUNTIES = List.of("first", "second", "third", "fourth", "fifth", "sixth");
  private static final List<String> SCHEMES = List.of("none", "whole", "single", "gradual_exit");

  private static ByteBuffer column(String folder, String name) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(Path.of(folder, name))).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static BigDecimal yuan(ByteBuffer money, int row) {
    return BigDecimal.valueOf(money.getLong(8 * row), 2);
  }

  private static List<Map<String, Object>> records(String folder, int limit) throws IOException {
    Map<String, ByteBuffer> columns = new HashMap<>();
    for (String name : List.of("county.u8", "urban.u8", "months_over.u8", "age.u8", "sex.u8", "disability_grade.u8",
        "seriously_ill.u8", "student.u8", "caregiver.u8", "offsets.u32", "land_income.i64", "other_income.i64",
        "savings.i64", "previous_benefit.i64", "wage.i64", "transfers.i64"))
      columns.put(name, column(folder, name));
    ByteBuffer first = columns.get("offsets.u32");
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < Math.min(limit, columns.get("county.u8").capacity()); i++) {
      Map<String, Object> household = new HashMap<>();
      household.put("county", COUNTIES.get(columns.get("county.u8").get(i)));
      household.put("urban", columns.get("urban.u8").get(i) != 0);
      household.put("months_over", BigDecimal.valueOf(columns.get("months_over.u8").get(i)));
      for (String name : List.of("land_income", "other_income", "savings", "previous_benefit"))
        household.put(name, yuan(columns.get(name + ".i64"), i));
      List<Map<String, Object>> persons = new ArrayList<>();
      for (int k = first.getInt(4 * i); k < first.getInt(4 * (i + 1)); k++) {
        Map<String, Object> person = new HashMap<>();
        for (String name : List.of("age", "disability_grade"))
          person.put(name, BigDecimal.valueOf(columns.get(name + ".u8").get(k)));
        person.put("sex", columns.get("sex.u8").get(k) != 0 ? "female" : "male");
        for (String name : List.of("seriously_ill", "student", "caregiver"))
          person.put(name, columns.get(name + ".u8").get(k) != 0);
        for (String name : List.of("wage", "transfers")) person.put(name, yuan(columns.get(name + ".i64"), k));
        persons.add(person);
      }
      household.put("persons", persons);
      records.add(household);
    }
    return records;
  }

  private static DMNResult decide(DMNRuntime runtime, DMNModel model, Map<String, Object> household) {
    DMNContext context = runtime.newContext();
    context.set("household", household);
    return runtime.evaluateAll(model, context);
  }

  /** Maven's jar says which it is. */
  private static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = DMNRuntimeBuilder.class.getResourceAsStream(
        "/META-INF/maven/org.kie/kie-dmn-core/pom.properties")) {
      if (file != null) properties.load(file);
    }
    return properties.getProperty("version", "");
  }

  public static void main(String[] arguments) throws IOException {
    String folder = arguments[1];
    int runs = Integer.parseInt(arguments[2]);
    List<Map<String, Object>> records = records(folder, Integer.parseInt(arguments[3]));
    DMNRuntime runtime = DMNRuntimeBuilder.fromDefaults().buildConfiguration()
        .fromResources(List.of(ResourceFactory.newFileResource(new File(arguments[0])))).getOrElseThrow(RuntimeException::new);
    DMNModel model = runtime.getModels().get(0);
    if (model.hasErrors()) throw new IllegalStateException(model.getMessages().toString());
    DMNResult[] results = new DMNResult[records.size()];
    double[] times = new double[runs];
    for (int run = -1; run < runs; run++) {
      long begin = System.nanoTime();
      for (int i = 0; i < results.length; i++) results[i] = decide(runtime, model, records.get(i));
      if (run >= 0) times[run] = System.nanoTime() - begin;
    }
    Arrays.sort(times);
    ByteBuffer scheme = column(folder, "scheme.u8");
    ByteBuffer covered = column(folder, "covered.u8");
    ByteBuffer amount = column(folder, "amount.i64");
    int wrongDecisions = 0;
    int wrongAmounts = 0;
    for (int i = 0; i < results.length; i++) {
      if (results[i].hasErrors()) throw new IllegalStateException(results[i].getMessages().toString());
      DMNContext answer = results[i].getContext();
      boolean right = SCHEMES.indexOf(answer.get("scheme")) == scheme.get(i)
          && ((BigDecimal) answer.get("covered")).intValue() == covered.get(i);
      if (!right) wrongDecisions++;
      if (((BigDecimal) answer.get("amount")).compareTo(BigDecimal.valueOf(amount.getLong(8 * i), 2)) != 0) wrongAmounts++;
    }
    System.out.printf("{\"tool\": \"Drools DMN\", \"version\": \"%s\", \"how\": \"exact decimals, JVM\", \"households\": %d,"
        + " \"ns\": %.1f, \"least_ns\": %.1f, \"wrong_decisions\": %d, \"wrong_amounts\": %d}%n", version(), results.length,
        times[runs / 2] / results.length, times[0] / results.length, wrongDecisions, wrongAmounts);
  }
}
