package dev.norn.dashboards;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.sql.SQLException;

/** A question that is answered later. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TableJob.class, name = "table"),
  @JsonSubTypes.Type(value = ExportJob.class, name = "export"),
  @JsonSubTypes.Type(value = NearestJob.class, name = "nearest")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface JobQuestion permits TableJob, ExportJob, NearestJob {

  /** What a caller is who may ask it and have the result: as of the route that answers at once. */
  Needs needs();

  /** Whether the result holds rows of persons. */
  boolean ofPersons();

  /**
   * The question with the names that it stands for today; spends what asking costs.
   *
   * @throws Problem where it cannot be answered
   */
  JobQuestion accepted(Asker asker, JobDesk desk) throws SQLException;

  /** Answers it with the rights of the job's caller. */
  JobResult answer(JobDesk desk, RunningJob job) throws IOException, SQLException;
}
